import { App, Button } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/errors";
import { type DocumentOf, namesIn, textOf } from "@/api/readDocuments";
import { DocumentForm } from "@/pages/case/DocumentForm";
import { Due } from "@/shell/CaseWords";
import { Badge } from "@/ui/Badge";
import { kSteps, kTones, type Mediation, type StepName } from "./bodies";
import { Matter } from "./Matter";
import { Steps } from "./Steps";
import { attachPaper, sayMediation } from "./say";

const kPapers = "image/jpeg,image/png,image/webp,application/pdf";

type Doing = Exclude<StepName, "decline_offer" | "end_offer" | "open_mediation">;
const kDoing = {
  open: ["hold_sitting", "agree_mediation", "fail_mediation", "withdraw_mediation"],
  agreed: ["perform_mediation"],
  failed: [],
  withdrawn: [],
  performed: [],
} as const satisfies Record<Mediation["state"], readonly Doing[]>;
const kWord = {
  hold_sitting: "sit",
  agree_mediation: "agree",
  fail_mediation: "fail",
  withdraw_mediation: "withdraw",
  perform_mediation: "perform",
} as const satisfies Record<Doing, string>;

/// The agreement's paper, chosen here and attached to the case when the form goes up.
function Paper({ file, onFile }: { file: File | null; onFile: (file: File | null) => void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="form-row">
      <span className="label">
        {t("mediation.paper")}
        <span className="must"> *</span>
      </span>
      <input
        ref={input}
        type="file"
        accept={kPapers}
        className="hidden-text"
        tabIndex={-1}
        aria-label={t("mediation.paper")}
        onChange={(event) => onFile(event.target.files?.[0] ?? null)}
      />
      <span className="pair">
        <Button onClick={() => input.current?.click()}>{t("mediation.choosePaper")}</Button>
        <span className={file ? "cut" : "quiet"}>{file?.name ?? t("mediation.paperHint")}</span>
      </span>
    </div>
  );
}

/// The record of one mediation: who sat when and said what, and what it came to.
export function MediationView({ mediation }: { mediation: DocumentOf<Mediation> }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [doing, setDoing] = useState<Doing | null>(null);
  const [paper, setPaper] = useState<File | null>(null);
  const { head, body } = mediation;
  const possible: readonly Doing[] = kDoing[body.state];

  const submit = async (step: Doing, typed: Record<string, unknown>) => {
    if (step !== "agree_mediation") return sayMediation(head.id, kWord[step], typed);
    if (!paper) throw new ApiError(400, "paper_needed", t("mediation.paperNeeded"), {}, "");
    const agreement = await attachPaper(body.about, paper);
    return sayMediation(head.id, "agree", { ...typed, agreement });
  };

  return (
    <article className="mediation-view" aria-label={head.number || t("mediation.mediation")}>
      <div className="panel mediation-head">
        <span className="mediation-row-top">
          <Badge tone={kTones[body.state]}>{t(`mediation.state.${body.state}`)}</Badge>
          {body.missed && <Badge tone="red">{t("mediation.missed")}</Badge>}
          <span className="quiet number">{head.number}</span>
        </span>
        <h2>{textOf(mediation.timeline, "mediation_opened", "parties")}</h2>
        <p className="quiet">
          {t("mediation.mediator", { person: namesIn(mediation)(body.mediator) })}
          {" · "}
          {t("mediation.sittings", { count: body.sittings.length })}
          {body.perform_by && (
            <>
              {" · "}
              {t("mediation.performBy")} <Due dueAt={body.perform_by} />
            </>
          )}
        </p>
        <div className="action-row">
          {possible.map((step, at) => (
            <Button
              key={step}
              type={doing === step || (at === 0 && !doing) ? "primary" : "default"}
              aria-expanded={doing === step}
              disabled={step === "agree_mediation" && body.sittings.length === 0}
              title={
                step === "agree_mediation" && body.sittings.length === 0 ? t("mediation.sitFirst") : undefined
              }
              onClick={() => setDoing(doing === step ? null : step)}
            >
              {t(`mediation.do.${step}`)}
            </Button>
          ))}
        </div>
        {doing && possible.includes(doing) && (
          <DocumentForm
            key={doing}
            name={doing}
            draft={`mediation.${head.id}.${doing}`}
            fields={kSteps[doing]}
            title={t(`mediation.do.${doing}`)}
            document={head.id}
            submit={(typed) => submit(doing, typed)}
            onDone={() => {
              setDoing(null);
              setPaper(null);
              void message.success(t("mediation.recorded"));
            }}
            onCancel={() => setDoing(null)}
          >
            {doing === "agree_mediation" && <Paper file={paper} onFile={setPaper} />}
          </DocumentForm>
        )}
      </div>
      {body.state === "agreed" || body.state === "performed" ? (
        <div className="panel mediation-terms">
          <h3>{t("mediation.terms")}</h3>
          <p className="narrative">{textOf(mediation.timeline, "mediation_agreed", "terms")}</p>
          {body.agreement && (
            <a
              href={`/api/v1/cases/${encodeURIComponent(body.about)}/attachments/${encodeURIComponent(body.agreement)}`}
              target="_blank"
              rel="noreferrer"
            >
              {t("mediation.openPaper")}
            </a>
          )}
        </div>
      ) : null}
      <Steps steps={mediation.timeline} />
      <Matter id={body.about} />
    </article>
  );
}
