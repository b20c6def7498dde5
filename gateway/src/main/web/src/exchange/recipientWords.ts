/** What the pages say of the keys that exports are sealed to. */
export const recipientWords = {
  title: "Keys that exports are sealed to",
  help: "With a key registered, exports leave as .zip.age and only that key opens them. Two are advised: one in use, one kept elsewhere. Visor cannot open what was sealed to a key that you lost.",
  none: "None yet: exports leave as plain .zip.",
  one: "There is one key only: if it is lost, no export opens. Register a second one.",
  key: "Key",
  since: "Registered",
  act: "Take off",
  remove: "Take off",
  removeNamed: (key: string) => `Take off ${key}`,
  sure: (key: string) =>
    `No export is sealed to ${key} from then on. Those that were sealed to it alone have to be sealed anew.`,
  yes: "Take it off",
  no: "Keep it",
  add: "Register a key",
  field: "Public key of your own (age1…)",
  fieldHelp: "age-keygen -o visor-key.txt makes a pair; age-keygen -y visor-key.txt prints what goes here.",
  wrong: "A public key is age1 and 58 letters and digits.",
} as const;
