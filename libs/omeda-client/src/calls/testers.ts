/** Who gets the test; e-mail addresses are unique within a deployment. */
export type Tester = {
  email: string;
  firstName?: string;
  lastName?: string;
  /** Gets Omeda's report after the send as well. Default: no. */
  reportRecipient?: boolean;
};

export function testersOnWire(testers: readonly Tester[]): object[] {
  return testers.map(({ email, firstName, lastName, reportRecipient }) => ({
    ...(firstName ? { FirstName: firstName } : {}),
    ...(lastName ? { LastName: lastName } : {}),
    EmailAddress: email,
    ReportRecipient: reportRecipient ? 1 : 0,
  }));
}
