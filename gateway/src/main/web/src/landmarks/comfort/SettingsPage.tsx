import { useState } from "react";
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { LANGUAGE_NAMES, LANGUAGES, type Language, language, speak } from "../../access/language.ts";
import { Title } from "../../access/Title.tsx";
import { KeySettings } from "../keys/KeySettings.tsx";
import { wantBreaks, wantsBreaks } from "./breaks.ts";
import { comfortWords } from "./comfortWords.ts";
import { ScreenCheck } from "./ScreenCheck.tsx";

/** What a person sets for themselves. It lies in this browser and tells nothing of anybody's face. */
export function SettingsPage() {
  const [breaks, setBreaks] = useState(() => wantsBreaks(localStorage));
  return (
    <section className="settings">
      <Title>{comfortWords.title}</Title>
      <RadioGroup className="answers" value={language} onChange={(to) => speak(to as Language)}>
        <Label>{comfortWords.language}</Label>
        <div>
          {LANGUAGES.map((one) => (
            <Radio key={one} value={one} className="radio" lang={one}>
              {LANGUAGE_NAMES[one]}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <p className="faint">{comfortWords.languageHelp}</p>
      <h2>{comfortWords.breaks}</h2>
      <label className="tick">
        <input
          type="checkbox"
          checked={breaks}
          onChange={(event) => {
            wantBreaks(localStorage, event.currentTarget.checked);
            setBreaks(event.currentTarget.checked);
          }}
        />
        {comfortWords.breaksOn}
      </label>
      <h2>{comfortWords.screen}</h2>
      <ScreenCheck />
      <h2>{comfortWords.keys}</h2>
      <KeySettings />
    </section>
  );
}
