import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { client, ok, type Schema } from "@/api/client";
import { keys } from "@/api/queries";
import { useWords } from "@/text/words";
import { type CommandName, type Field, kDangerous, kForms, type Typed } from "./commands";
import { FieldForm } from "./FieldForm";

type CasePath = "/api/v1/cases/{id}/note";

/// Says one command of a case. Commands differ in their last word only, so one call stands for all.
export async function sayCommand(
  id: string,
  version: number | undefined,
  command: CommandName,
  body: object,
) {
  const path = `/api/v1/cases/{id}/${command}` as CasePath;
  return ok(
    client.POST(path, {
      params: { path: { id }, header: version === undefined ? {} : { "If-Match": `"${version}"` } },
      body: body as Schema["NoteCommand"],
    }),
  );
}

interface Props {
  shown: Pick<Schema["Case"], "id" | "version">;
  command: CommandName;
  assignment: number;
  title: string;
  /// Answers the page already knows: the proposed unit, say.
  known?: Typed;
  onDone: (after: Schema["CaseBrief"]) => void;
  onCancel?: () => void;
  autoFocus?: boolean;
}

/// The form of one command: afterwards the case and the lists are fetched again, also after an error.
export function CommandForm({ shown, command, assignment, title, known, onDone, ...rest }: Props) {
  const { t } = useTranslation();
  const { label } = useWords();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const send = async (body: Record<string, unknown>, seen: number | undefined) => {
    try {
      return await sayCommand(shown.id, seen, command, body);
    } finally {
      void cache.invalidateQueries({ queryKey: keys.caseAll(shown.id) });
      void cache.invalidateQueries({ queryKey: keys.lists });
    }
  };
  const done = (after: Schema["CaseBrief"]) => {
    const state = label("case_state", after.state, after.state_label);
    void message.success(t("command.done", { what: title, state }));
    onDone(after);
  };
  return (
    <FieldForm
      name={command}
      title={title}
      draft={`case.${shown.id}.${command}.${assignment}`}
      fields={kForms[command] as Field[]}
      known={known}
      version={shown.version}
      assignment={assignment}
      stale={t("command.stale")}
      danger={kDangerous.has(command)}
      send={send}
      onDone={done}
      {...rest}
    />
  );
}
