import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { language } from "./access/language.ts";
import { words } from "./access/words.ts";
import { makeRouter } from "./routes.tsx";
import "./style.css";

const queries = new QueryClient({
  // A second try would be a second record in the trail.
  defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false }, mutations: { retry: false } },
});
const router = makeRouter();

document.documentElement.lang = language;
const root = document.getElementById("root");
if (root === null) {
  throw new Error("index.html has an element root");
}
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Suspense fallback={<p className="faint loading">{words.loading}</p>}>
        <RouterProvider router={router} />
      </Suspense>
    </QueryClientProvider>
  </StrictMode>,
);
