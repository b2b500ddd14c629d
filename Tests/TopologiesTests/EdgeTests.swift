import Templates
import Testing
import Topologies
import Values

@Suite("At the edge and beside it")
struct EdgeTests {
    func topology(_ text: String) throws -> [String] { lines(link(try readStack(text, file: "t.yaml") { _ in nil })) }

    @Test("A distribution calls the functions at the edge that its behaviours name, and writes its logs")
    func edgeFunctions() throws {
        #expect(
            try topology(
                """
                Resources:
                  Site: {Type: AWS::S3::Bucket}
                  Logs: {Type: AWS::S3::Bucket}
                  Rewrite: {Type: AWS::CloudFront::Function}
                  Guard: {Type: AWS::Lambda::Function}
                  GuardVersion: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Guard}}
                  Cdn:
                    Type: AWS::CloudFront::Distribution
                    Properties:
                      DistributionConfig:
                        Logging: {Bucket: !GetAtt Logs.DomainName}
                        Origins: [{Id: site, DomainName: !GetAtt Site.RegionalDomainName}]
                        DefaultCacheBehavior:
                          TargetOriginId: site
                          FunctionAssociations: [{EventType: viewer-request, FunctionARN: !GetAtt Rewrite.FunctionARN}]
                        CacheBehaviors:
                          - PathPattern: /private/*
                            TargetOriginId: site
                            LambdaFunctionAssociations: [{EventType: origin-request, LambdaFunctionARN: !Ref GuardVersion}]
                """) == [
                    "Cdn -read-> Site (/private/*)", "Cdn -call-> Rewrite (viewer-request)",
                    "Cdn -call-> Guard (origin-request)", "Cdn -observe-> Logs (access logs)",
                    "external:client -call-> Cdn",
                ])
    }

    @Test("A record leads from its zone to what it names, whether or not the zone is in the template")
    func records() throws {
        #expect(
            try topology(
                """
                Resources:
                  Zone: {Type: AWS::Route53::HostedZone, Properties: {Name: example.com}}
                  Api: {Type: AWS::ApiGateway::RestApi}
                  Name: {Type: AWS::ApiGateway::DomainName, Properties: {DomainName: a.example.com}}
                  Mapping: {Type: AWS::ApiGateway::BasePathMapping, Properties: {DomainName: !Ref Name, RestApiId: !Ref Api}}
                  A: {Type: AWS::Route53::RecordSet, Properties: {Name: a.example.com, HostedZoneId: !Ref Zone, AliasTarget: {DNSName: !GetAtt Name.RegionalDomainName}}}
                  B: {Type: AWS::Route53::RecordSetGroup, Properties: {HostedZoneName: example.org., RecordSets: [{Name: b.example.org, AliasTarget: {DNSName: !GetAtt Name.RegionalDomainName}}]}}
                """) == [
                    "Zone -resolve-> Api (a.example.com)", "external:example.org -resolve-> Api (b.example.org)",
                    "external:client -call-> Api",
                ])
    }

    @Test("A load balancer asks the user pool that its listener names")
    func balancers() throws {
        #expect(
            try topology(
                """
                Resources:
                  Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
                  Pool: {Type: AWS::Cognito::UserPool}
                  Worker: {Type: AWS::Lambda::Function}
                  Group: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Targets: [{Id: !GetAtt Worker.Arn}]}}
                  Listener:
                    Type: AWS::ElasticLoadBalancingV2::Listener
                    Properties:
                      LoadBalancerArn: !Ref Balancer
                      Port: 443
                      DefaultActions:
                        - {Type: authenticate-cognito, AuthenticateCognitoConfig: {UserPoolArn: !GetAtt Pool.Arn}}
                        - {Type: forward, TargetGroupArn: !Ref Group}
                """) == [
                    "Balancer -call-> Pool (authorizer)", "Balancer -call-> Worker (port 443)",
                    "external:client -call-> Balancer",
                ])
    }

    @Test("Files, catalogs, pipelines and access points lead to what stands behind them")
    func stores() throws {
        #expect(
            try topology(
                """
                Resources:
                  Files: {Type: AWS::EFS::FileSystem}
                  Point: {Type: AWS::EFS::AccessPoint, Properties: {FileSystemId: !Ref Files}}
                  Worker: {Type: AWS::Lambda::Function, Properties: {FileSystemConfigs: [{Arn: !GetAtt Point.Arn}]}}
                  Lake: {Type: AWS::S3::Bucket}
                  Catalog: {Type: AWS::Glue::Database}
                  Orders: {Type: AWS::Glue::Table, Properties: {DatabaseName: !Ref Catalog, TableInput: {StorageDescriptor: {Location: !Sub "s3://${Lake}/orders"}}}}
                  Pipeline: {Type: AWS::CodePipeline::Pipeline, Properties: {ArtifactStore: {Location: !Ref Lake}, Stages: [{Actions: [{Name: build, Configuration: {ProjectName: !Ref Build}}]}]}}
                  Build: {Type: AWS::CodeBuild::Project}
                  Plain: {Type: AWS::S3::AccessPoint, Properties: {Bucket: !Ref Lake}}
                  Shaped: {Type: AWS::S3ObjectLambda::AccessPoint, Properties: {ObjectLambdaConfiguration: {SupportingAccessPoint: !GetAtt Plain.Arn, TransformationConfigurations: [{ContentTransformation: {AwsLambda: {FunctionArn: !GetAtt Worker.Arn}}}]}}}
                  Pool: {Type: AWS::Cognito::UserPool}
                  Identities: {Type: AWS::Cognito::IdentityPool, Properties: {CognitoIdentityProviders: [{ProviderName: !GetAtt Pool.ProviderName}]}}
                """) == [
                    "Worker -write-> Files (read, write)", "Catalog -read-> Lake (table)",
                    "Pipeline -write-> Lake (artifacts)", "Pipeline -call-> Build (build)", "Shaped -read-> Lake",
                    "Shaped -call-> Worker (transform)", "Identities -call-> Pool (identity)",
                ])
    }
}
