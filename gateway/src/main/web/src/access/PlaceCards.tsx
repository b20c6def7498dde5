import { Link } from "@tanstack/react-router";
import { placeWords } from "./placeWords.ts";
import { PATHS } from "./Shell.tsx";
import { words } from "./words.ts";

/** The places of whoever has several. */
export function PlaceCards({ places }: { places: ReadonlyArray<keyof typeof PATHS> }) {
  return (
    <ul className="cards">
      {places.map((place) => (
        <li key={place}>
          <Link to={PATHS[place]}>{words.nav[place]}</Link>
          <p>{placeWords[place]}</p>
        </li>
      ))}
    </ul>
  );
}
