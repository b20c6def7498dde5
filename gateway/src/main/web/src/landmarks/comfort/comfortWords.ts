import { spoken } from "../../access/language.ts";
import type { Advice, Light } from "./screenCheck.ts";

const lights: Readonly<Record<Light, string>> = {
  dark: "dark, only the screen shines",
  dim: "dim",
  office: "as in an office",
  bright: "bright, or the sun falls on the screen",
};

const advice: Readonly<Record<Advice, string>> = {
  "raise-dark": "Dark parts of a face run together: raise the screen's brightness, or darken the room.",
  "lower-bright": "Light parts of a face run together: lower the screen's contrast.",
  gamma: "The screen shows middle greys much too light or too dark: choose its setting “sRGB” or gamma 2.2.",
  light: "The room outshines the screen: draw a curtain, or turn the screen away from the window.",
};

const english = {
  title: "Keys, screen and breaks",
  language: "Language",
  languageHelp:
    "The pages for annotators, the first page and the menu speak both; all others are in English.",
  keys: "Keys",
  breaks: "Breaks",
  breaksOn: "Suggest a break after 50 minutes of work",
  screen: "Screen check",
  screenHelp:
    "Sit as you work. It takes a minute and shows whether this screen and this light are fit for looking at faces. The answer is kept in this browser alone, with its date.",
  dark: "How many squares on the black field can you tell from it?",
  bright: "How many squares on the white field can you tell from it?",
  stripes: "Step back or squint until the stripes blend. Which square is as light as they are?",
  stripesLabel: "A striped field, and five greys beside it, numbered from 1 to 5",
  darkLabel: "A black field with eight squares, each a little lighter than the one before",
  brightLabel: "A white field with eight squares, each a little darker than the one before",
  light: "How light is it where you sit?",
  lights,
  check: "Keep the check",
  last: (when: string) => `Last checked on ${when}.`,
  never: "This screen was never checked in this browser.",
  fine: "This screen and this light are fit for the work.",
  advice,
};

const german: typeof english = {
  title: "Tasten, Bildschirm und Pausen",
  language: "Sprache",
  languageHelp:
    "Die Seiten für Annotierende, die erste Seite und das Menü sprechen beides; alle anderen sind englisch.",
  keys: "Tasten",
  breaks: "Pausen",
  breaksOn: "Nach 50 Minuten Arbeit eine Pause vorschlagen",
  screen: "Bildschirmprobe",
  screenHelp:
    "Sitzen Sie so, wie Sie arbeiten. Die Probe dauert eine Minute und zeigt, ob dieser Bildschirm und dieses Licht taugen, um Gesichter anzusehen. Die Antwort bleibt mit ihrem Datum allein in diesem Browser.",
  dark: "Wie viele Quadrate auf dem schwarzen Feld heben sich für Sie ab?",
  bright: "Wie viele Quadrate auf dem weißen Feld heben sich für Sie ab?",
  stripes:
    "Gehen Sie zurück oder kneifen Sie die Augen zu, bis die Streifen verschwimmen. Welches Quadrat ist so hell wie sie?",
  stripesLabel: "Ein gestreiftes Feld und daneben fünf Grautöne, nummeriert von 1 bis 5",
  darkLabel: "Ein schwarzes Feld mit acht Quadraten, jedes ein wenig heller als das vorige",
  brightLabel: "Ein weißes Feld mit acht Quadraten, jedes ein wenig dunkler als das vorige",
  light: "Wie hell ist es, wo Sie sitzen?",
  lights: {
    dark: "dunkel, nur der Bildschirm leuchtet",
    dim: "gedämpft",
    office: "wie in einem Büro",
    bright: "hell, oder die Sonne fällt auf den Bildschirm",
  },
  check: "Probe merken",
  last: (when) => `Zuletzt geprüft am ${when}.`,
  never: "Dieser Bildschirm wurde in diesem Browser noch nie geprüft.",
  fine: "Dieser Bildschirm und dieses Licht taugen für die Arbeit.",
  advice: {
    "raise-dark":
      "Dunkle Teile eines Gesichts laufen ineinander: Stellen Sie den Bildschirm heller oder den Raum dunkler.",
    "lower-bright": "Helle Teile eines Gesichts laufen ineinander: Senken Sie den Kontrast des Bildschirms.",
    gamma:
      "Der Bildschirm zeigt mittlere Grautöne viel zu hell oder zu dunkel: Wählen Sie seine Einstellung „sRGB“ oder Gamma 2,2.",
    light:
      "Der Raum überstrahlt den Bildschirm: Ziehen Sie einen Vorhang zu oder drehen Sie ihn vom Fenster weg.",
  },
};

/** What the page of settings says. */
export const comfortWords = spoken(english, german);
