import Languages
import Testing

@Test("An action pattern matches whatever the case, and its star any run of letters")
func actionPatterns() {
    #expect(ActionPattern("SQS:SendMessage").matches("sqs:SendMessage"))
    #expect(ActionPattern("dynamodb:Get*").matches("dynamodb:GetItem"))
    #expect(!ActionPattern("dynamodb:Get*").matches("dynamodb:PutItem"))
    #expect(ActionPattern("*").matches("s3:GetObject"))
    #expect(!ActionPattern("s3:Get?bject").matches("s3:GetSubject"))
}
