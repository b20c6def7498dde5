import { utcMoment } from "./time.ts";

/** What the pages say of accounts. */
export const accountWords = {
  ask: "Ask for an account",
  help: "Another administrator has to agree, on the page Second person. Then you open it there.",
  name: "Sign-in name",
  nameHelp: "3 to 100 small letters, digits, dots, @, - and _.",
  roles: "Roles",
  tenant: "Client organisation",
  tenantHelp: "Its handle. Empty for the workforce and for the operator's own people.",
  reason: "Why",
  send: "Ask",
  asked: (until: string) => `Asked. Until ${utcMoment(until)} another administrator can agree.`,
  actions: "What to do",
  close: "Close",
  closeOf: (name: string) => `Close the account of ${name}`,
  closeSure: (name: string) =>
    `${name} cannot sign in any more, and the sessions end at once. Opening it again takes two administrators.`,
  closeNow: "Close the account",
  reset: "Second factor lost",
  resetOf: (name: string) => `The second factor of ${name} is lost`,
  resetSure: (name: string) =>
    `Make sure that it is ${name} who says so. Another administrator has to agree; then you take it off on the page Second person.`,
  resetNow: "Ask",
  forgotten: "Password forgotten",
  forgottenOf: (name: string) => `The password of ${name} is forgotten, or was never used`,
  forgottenSure: (name: string) =>
    `Make sure that it is ${name} who says so. Another administrator has to agree; then the page Second person shows you a password for the next sign-in.`,
  givePassword: "Give another password",
  nextPassword: "Password for the next sign-in, shown this once:",
  lapsed: "disabled, its first password was not used in time",
  cancel: "Cancel",
  openAccount: "Open the account",
  takeOff: "Take the second factor off",
  takenOff: "Taken off: the next sign-in sets another one up.",
  opened: (name: string) => `The account of ${name} is open.`,
  password: "Password for the first sign-in, shown this once:",
} as const;
