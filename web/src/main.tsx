import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { startTexts } from "./text/i18n";
import "./styles";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

await startTexts();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
