import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useCallback } from "react";
import { Title } from "../access/Title.tsx";
import { Picture } from "../views/Picture.tsx";
import { type CheckedPicture, checkQuery } from "./api.ts";
import { words } from "./words.ts";

/** The client sees the exported points on its own originals, with what was measured. */
export function CheckPage() {
  const { export: id } = useParams({ from: "/app/exports/$export" });
  const check = useSuspenseQuery(checkQuery(id)).data;
  return (
    <>
      <Title>{words.title}</Title>
      <p className="faint">{words.help}</p>
      <dl className="figures">
        <div>
          <dt>{words.roundTrip}</dt>
          <dd>{error(check.roundTripViewPixels)}</dd>
          <dd className="faint">{words.roundTripHelp}</dd>
        </div>
        <div>
          <dt>{words.readBack}</dt>
          <dd>{error(check.readBackImagePixels)}</dd>
          <dd className="faint">{words.readBackHelp}</dd>
        </div>
        {check.masks > 0 && (
          <div>
            <dt>{words.masksCompared}</dt>
            <dd>{check.masks}</dd>
            <dd className="faint">{words.masksComparedHelp}</dd>
          </div>
        )}
        <div>
          <dt>{words.coordinates}</dt>
          <dd>{check.coordinates}</dd>
        </div>
      </dl>
      <ul className="checked">
        {check.pictures.map((picture) => (
          <Checked key={picture.id} exported={id} picture={picture} />
        ))}
      </ul>
    </>
  );
}

function Checked({ exported, picture }: { exported: string; picture: CheckedPicture }) {
  const points = picture.faces.flatMap((face) => face.imagePoints);
  const overlay = useCallback(
    (context: CanvasRenderingContext2D, unit: number) => drawPoints(context, unit, picture),
    [picture],
  );
  return (
    <li>
      <h2>{picture.reference}</h2>
      <p className="faint">{words.size(picture.width, picture.height, points.length)}</p>
      <Picture
        path={`/api/v1/exports/${exported}/pictures/${picture.id}`}
        raster="stored"
        label={words.picture(picture.reference, points.length)}
        longest={900}
        overlay={overlay}
      />
    </li>
  );
}

function drawPoints(context: CanvasRenderingContext2D, unit: number, picture: CheckedPicture): void {
  for (const face of picture.faces) {
    for (const { place } of face.imagePoints) {
      if (place === null) {
        continue;
      }
      context.beginPath();
      context.arc(place.x, place.y, 1.6 * unit, 0, 2 * Math.PI);
      context.fillStyle = "#ffffff";
      context.fill();
      context.lineWidth = 0.8 * unit;
      context.strokeStyle = "#10202c";
      context.stroke();
    }
  }
}

/** Small errors keep their size: 3e-14 is not nothing. */
function error(pixels: number): string {
  return `${pixels === 0 ? "0" : pixels >= 0.001 ? pixels.toFixed(4) : pixels.toExponential(1)} px`;
}
