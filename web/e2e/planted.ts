import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { uproot } from "./world";

declare module "vitest" {
  interface ProvidedContext {
    /// The folder of the demos that this run has planted.
    demos: string;
  }
}

/// Once a run: a place for planted demos, which the first story that needs one fills.
export default function prepare(project: TestProject) {
  const demos = mkdtempSync(join(tmpdir(), "liandong-workplace-demos-"));
  project.provide("demos", demos);
  return () => uproot(demos);
}
