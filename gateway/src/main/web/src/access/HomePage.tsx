import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { Button } from "./Button.tsx";
import { PATHS, placesFor } from "./Shell.tsx";
import { COMPLIANCE_OFFICER, signIn, takeReturn, useSession } from "./session.ts";
import { Title } from "./Title.tsx";
import { words } from "./words.ts";

const OfficerHome = lazy(async () => ({ default: (await import("../reading/OfficerHome.tsx")).OfficerHome }));

const PlaceCards = lazy(async () => ({ default: (await import("./PlaceCards.tsx")).PlaceCards }));
const WaitingNotice = lazy(async () => ({ default: (await import("./WaitingNotice.tsx")).WaitingNotice }));

/** Where everybody arrives; whoever was somewhere before signing in goes on there. */
export function HomePage() {
  const session = useSession();
  const navigate = useNavigate();
  const places = placesFor(session.roles);
  const officer = session.roles.includes(COMPLIANCE_OFFICER);
  // An officer's home has something to say; anybody else's would only be on the way.
  const only = places.length === 1 && !officer ? places[0] : undefined;

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
      {places.includes("approvals") && <WaitingNotice />}
      {places.length > 0 && <PlaceCards places={places} />}
      {officer && (
        <Suspense fallback={<p className="faint loading">{words.loading}</p>}>
          <OfficerHome />
        </Suspense>
      )}
    </section>
  );
}
