import { App } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { DocumentOf } from "@/api/readDocuments";
import { kForms } from "@/pages/case/commands";
import { DocumentForm } from "@/pages/case/DocumentForm";
import { Nothing } from "@/shell/Trouble";
import { useWords } from "@/text/words";
import { Badge } from "@/ui/Badge";
import { CaseLines } from "./CaseLines";
import { CasePane } from "./CasePane";
import { sayShift } from "./say";
import { callsOf, nextCall, type Shift } from "./shift";

/// Callbacks one by one: the leader speaks, the agent beside enters what was said; the next call opens by itself.
export function Calls({ shift }: { shift: DocumentOf<Shift> }) {
  const { t } = useTranslation();
  const { label } = useWords();
  const { message } = App.useApp();
  const [search, setSearch] = useSearchParams();
  const { head, body } = shift;
  const calls = callsOf(body);
  const chosen = search.get("case") ?? nextCall(body) ?? calls[0]?.about;
  const call = calls.find((each) => each.about === chosen);
  const canWrite = body.state === "signed_in";
  const open = (id: string | undefined) =>
    setSearch({ shift: head.id, tab: "calls", ...(id && { case: id }) }, { replace: true });

  if (!body.prepared_at) return <Nothing text={t("duty.notPrepared")} />;
  if (calls.length === 0) return <Nothing text={t("duty.noCalls")} />;
  const mark = (id: string) => {
    const found = calls.find((each) => each.about === id);
    if (!found?.last) return null;
    if (!found.isDone) return <Badge tone="amber">{t("duty.unreached", { count: found.attempts })}</Badge>;
    return (
      <Badge tone={found.last.solved === "no" ? "red" : "green"}>
        {t("duty.solved")} {label("verdict", found.last.solved ?? undefined)}
        {found.last.satisfied && ` · ${label("satisfaction", found.last.satisfied)}`}
      </Badge>
    );
  };
  return (
    <div className="duty-columns">
      <section className="panel duty-list" aria-label={t("duty.tab.calls")}>
        <p className="duty-list-head quiet">
          {t("duty.callsHint", { done: calls.filter((each) => each.isDone).length, all: calls.length })}
        </p>
        <CaseLines
          label={t("duty.tab.calls")}
          ids={calls.map((each) => each.about)}
          active={chosen}
          onOpen={open}
          mark={mark}
        />
      </section>
      <section className="duty-pane" aria-label={t("case.title")}>
        {chosen && (
          <CasePane key={chosen} id={chosen} shift={head.id} canWrite={canWrite}>
            {canWrite && !call?.isDone && (
              <DocumentForm
                name="callback"
                draft={`duty.${head.id}.call.${chosen}`}
                fields={kForms.callback}
                title={t("duty.enterCall")}
                document={head.id}
                submit={(typed) => sayShift(head.id, "call_back", { ...typed, about: chosen })}
                onDone={() => {
                  void message.success(t("duty.callEntered"));
                  open(nextCall(body, chosen));
                }}
              />
            )}
            {!canWrite && <p className="quiet">{t("duty.signInFirst")}</p>}
          </CasePane>
        )}
      </section>
    </div>
  );
}
