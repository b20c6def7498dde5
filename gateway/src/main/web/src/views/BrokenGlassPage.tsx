import { getRouteApi, Link } from "@tanstack/react-router";
import { originalPath } from "../access/approvals.ts";
import { approvalWords as words } from "../access/approvalWords.ts";
import { Title } from "../access/Title.tsx";
import { Picture } from "./Picture.tsx";

const LONGEST = 1200;

const route = getRouteApi("/app/approvals/$approval/original");

/** The original that two people agreed to open. */
export function BrokenGlassPage() {
  const { approval } = route.useParams();
  const { tenant } = route.useSearch();
  return (
    <>
      <Title>{words.glassTitle}</Title>
      <p className="faint">{words.glassHelp}</p>
      <Picture
        path={originalPath(approval, tenant)}
        raster="upright"
        label={words.glassLabel}
        longest={LONGEST}
      />
      <p>
        <Link to="/app/approvals">{words.back}</Link>
      </p>
    </>
  );
}
