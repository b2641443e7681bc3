import type { Schema } from "@/api/client";

/// The name of somebody with an account. An account that is not here has none; its unit says more than its login.
export const nameOf = ({ id, name }: Pick<Schema["Actor"], "id" | "name">) => (name === id ? "" : name);

/// Who and of which unit, as a line tells it.
export const whoOf = (actor: Schema["Actor"]) =>
  actor.kind === "user"
    ? [nameOf(actor), actor.unit_name].filter(Boolean).join(" · ") || actor.kind_label
    : actor.kind_label;
