import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { Button } from "react-aria-components/Button";
import { PATHS, placesFor } from "./Shell.tsx";
import { signIn, takeReturn, useSession } from "./session.ts";
import { Title } from "./Title.tsx";
import { words } from "./words.ts";

/** Where everybody arrives; whoever was somewhere before signing in goes on there. */
export function HomePage() {
  const session = useSession();
  const navigate = useNavigate();
  const places = placesFor(session.roles);
  const only = places.length === 1 ? places[0] : undefined;

  useEffect(() => {
    if (!session.signedIn) {
      return;
    }
    const to = takeReturn();
    if (to !== null && to !== "/") {
      void navigate({ to, replace: true });
    } else if (only !== undefined) {
      void navigate({ to: PATHS[only], replace: true });
    }
  }, [session.signedIn, only, navigate]);

  if (!session.signedIn) {
    return (
      <section className="welcome">
        <Title>{words.tagline}</Title>
        <p>{words.invitation}</p>
        <Button className="primary large" onPress={() => signIn()}>
          {words.signIn}
        </Button>
      </section>
    );
  }
  return (
    <section>
      <Title>{words.welcome(session.name ?? "")}</Title>
      {places.length === 0 && <p>{words.noRole}</p>}
      <ul className="cards">
        {places.map((place) => (
          <li key={place}>
            <Link to={PATHS[place]}>{words.nav[place]}</Link>
            <p>{words.places[place]}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
