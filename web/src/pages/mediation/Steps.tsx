import { useTranslation } from "react-i18next";
import type { Step } from "@/api/readDocuments";
import { Moment } from "@/shell/CaseWords";
import { whoOf } from "@/text/actor";
import { Panel } from "@/ui/Panel";

/// What happened, in order, with what was written; a step that a newer server knows shows its code.
export function Steps({ steps }: { steps: Step[] }) {
  const { t, i18n } = useTranslation();
  const free = t as (key: string) => string;
  const nameOf = (kind: string) => {
    const key = `mediation.step.${kind}`;
    return i18n.exists(key) ? free(key) : kind;
  };
  return (
    <Panel title={t("mediation.record")}>
      <ol className="steps">
        {steps.map((step) => (
          <li key={step.seq}>
            <Moment at={step.at} />
            <div>
              <b>{nameOf(step.kind)}</b> <span className="quiet">{whoOf(step.actor)}</span>
              {Object.entries(step.texts).map(([field, text]) => (
                <p key={field}>{text}</p>
              ))}
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
