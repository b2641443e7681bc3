import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { client, ok } from "@/api/client";
import { keys } from "@/api/queries";
import { usePaperWords } from "./PaperWords";
import { kPaperPath, type Paper, type PaperKind } from "./papers";

type AnyPath = "/api/v1/supervision-orders/{id}/receive";

/// Says one command of a paper. They differ in noun and last word only, so one call stands for all.
export const sayToPaper = (
  kind: PaperKind,
  id: string,
  command: string,
  body: object,
  version: number | undefined,
) =>
  ok(
    client.POST(`/api/v1/${kPaperPath[kind]}/{id}/${command}` as AnyPath, {
      params: { path: { id }, header: version === undefined ? {} : { "If-Match": `"${version}"` } },
      body: body as Record<string, never>,
    }),
  );

/// For a form of this paper: sends, says what it became, and lets everything that shows it look again.
export function usePaperCommand(paper: { head: Pick<Paper["head"], "id" | "kind" | "cases"> }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const words = usePaperWords();
  const cache = useQueryClient();
  const kind = paper.head.kind as PaperKind;
  return async (command: string, body: object, version: number | undefined) => {
    try {
      const after = await sayToPaper(kind, paper.head.id, command, body, version);
      void message.success(
        t("command.done", { what: words.command(kind, command), state: words.state(kind, after.state) }),
      );
    } finally {
      void cache.invalidateQueries({ queryKey: keys.caseAll(paper.head.id) });
      void cache.invalidateQueries({ queryKey: keys.lists });
      for (const id of paper.head.cases) void cache.invalidateQueries({ queryKey: keys.caseAll(id) });
    }
  };
}
