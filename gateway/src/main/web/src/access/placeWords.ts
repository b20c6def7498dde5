import { spoken } from "./language.ts";

const english = {
  projects: "Projects, batches and exports of your organisation.",
  work: "Take the next face and place its landmarks.",
  team: "What your team has to do, who has it, and give it to somebody else.",
  trail: "Who saw this face, when, why, and the proof.",
  sights: "Who opened pictures of whom, how often, and at which hours.",
  subject: "What was done about one person, and the report to hand on.",
  erasures: "Have a person erased, and fetch the receipt.",
  corrections: "Say that a face was declared for the wrong person, and whose it is.",
  holds: "What keeps the trail from being removed: place a legal hold, or lift one.",
  budgets: "How much annotators have seen, who was stopped, and let somebody go on.",
  findings: "What was noticed in the trail, by which rules, and what became of it.",
  organisations: "Which client organisations there are; end one, with a second administrator.",
  people: "Who can sign in, under which roles, in which teams, and where they work.",
  approvals: "What needs two people: ask, agree or say no, and open what was agreed on.",
  auditors: "Who was invited from outside to read the trail or the rules, and until when.",
  rules: "By which rules everything is decided, and how two administrators change them.",
  keys: "How root and epoch keys stand, and have an epoch turned.",
};

const german: typeof english = {
  projects: "Projekte, Lieferungen und Exporte Ihrer Organisation.",
  work: "Das nächste Gesicht nehmen und seine Punkte setzen.",
  team: "Was Ihr Team zu tun hat, wer es hat, und es jemand anderem geben.",
  trail: "Wer dieses Gesicht sah, wann, warum, und der Beweis.",
  sights: "Wer Bilder von wem öffnete, wie oft und zu welchen Stunden.",
  subject: "Was zu einer Person geschah, und der Bericht zum Weitergeben.",
  erasures: "Eine Person löschen lassen und die Quittung holen.",
  corrections: "Sagen, dass ein Gesicht der falschen Person zugeordnet war, und wem es gehört.",
  holds: "Was das Protokoll vor dem Entfernen bewahrt: eine Sperre setzen oder aufheben.",
  budgets: "Wie viel Annotierende gesehen haben, wer angehalten wurde, und jemanden weiterarbeiten lassen.",
  findings: "Was im Protokoll auffiel, nach welchen Regeln, und was daraus wurde.",
  organisations: "Welche Kunden es gibt; einen beenden, mit einer zweiten Person aus der Verwaltung.",
  people: "Wer sich anmelden kann, in welchen Rollen und Teams, und wo gearbeitet wird.",
  approvals: "Was zwei Menschen braucht: fragen, zustimmen oder ablehnen, und öffnen, was vereinbart ist.",
  auditors: "Wer von außen das Protokoll oder die Regeln lesen darf, und bis wann.",
  rules: "Nach welchen Regeln alles entschieden wird, und wie zwei Menschen sie ändern.",
  keys: "Wie Haupt- und Epochenschlüssel stehen, und einen Epochenschlüssel wechseln lassen.",
};

/** What each place is for, on the first page. */
export const placeWords = spoken(english, german);
