import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { client, ok, type Schema } from "@/api/client";
import { Trouble } from "@/shell/Trouble";
import { LongText } from "@/ui/LongText";
import { Panel } from "@/ui/Panel";

const kPaths = {
  summary: "/api/v1/cases/{id}/draft_summary",
  answer: "/api/v1/cases/{id}/draft_answer",
} as const;
type Kind = keyof typeof kPaths;

/// What the city's language model would write, where there is one: shown as a draft, kept nowhere.
export function Drafts({ shown }: { shown: Schema["Case"] }) {
  const { t } = useTranslation();
  const model = useQuery({
    queryKey: ["language-model"],
    queryFn: () => ok(client.GET("/api/v1/language-model")),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const draft = useMutation({
    mutationFn: (kind: Kind) => ok(client.POST(kPaths[kind], { params: { path: { id: shown.id } } })),
  });
  if (!model.data?.available || shown.secret || shown.person === "erased") return null;
  const mayAnswer = shown.actions.some((each) => each.name === "finish");
  const kinds: Kind[] = mayAnswer ? ["summary", "answer"] : ["summary"];
  return (
    <Panel
      title={t("draft.title")}
      extra={kinds.map((kind) => (
        <Button
          key={kind}
          size="small"
          loading={draft.isPending && draft.variables === kind}
          onClick={() => draft.mutate(kind)}
        >
          {t(`draft.${kind}`)}
        </Button>
      ))}
    >
      {draft.error && <Trouble error={draft.error} />}
      {draft.data && (
        <>
          <Alert type="warning" showIcon title={t("draft.notice", { model: draft.data.model })} />
          <LongText className="narrative" label={t("draft.title")} text={draft.data.text} />
        </>
      )}
      {!draft.data && !draft.error && <p className="quiet">{t("draft.hint")}</p>}
    </Panel>
  );
}
