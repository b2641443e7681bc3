import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import { FieldForm } from "@/pages/case/FieldForm";
import { HoldForm } from "./HoldForm";
import { MinutesForm } from "./MinutesForm";
import { PaperBadge, usePaperWords } from "./PaperWords";
import { formsFor, kPaperForms, type PaperForm } from "./paperForms";
import { isPaperKind, type Paper, type PaperKind } from "./papers";
import { usePaperCommand } from "./usePaperCommand";

interface FormProps {
  paper: Paper;
  form: PaperForm;
  onClose: () => void;
}

function OneForm({ paper, form, onClose }: FormProps) {
  const words = usePaperWords();
  const say = usePaperCommand(paper);
  const kind = paper.head.kind as PaperKind;
  const props = {
    title: words.command(kind, form.command),
    version: paper.head.version,
    onDone: onClose,
    onCancel: onClose,
    send: (body: object, version: number | undefined) => say(form.command, body, version),
  };
  if (form.command === "hold") return <HoldForm paper={paper} {...props} />;
  if (form.command === "write_minutes") return <MinutesForm paper={paper} {...props} />;
  return (
    <FieldForm
      {...props}
      name={`${kShort[kind]}_${form.command}`}
      draft={`paper.${paper.head.id}.${form.command}`}
      fields={form.fields}
      danger={form.danger}
    />
  );
}

const kShort: Record<PaperKind, string> = {
  supervision_order: "order",
  joint_conference: "conference",
  raise: "raise",
  discipline_referral: "referral",
  surge_warning: "surge",
  article: "article",
  knowledge_gap: "gap",
  question: "question",
};

/// What this person may do with the paper while it stands as it stands.
export function PaperActions({ paper }: { paper: Paper }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const words = usePaperWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const { kind, state } = paper.head;
  if (!isPaperKind(kind)) return null;
  const forms = formsFor(kPaperForms[kind], state, may);
  const form = forms.find((each) => each.command === chosen);
  return (
    <section className="actions" aria-label={t("action.title")}>
      <div className="action-row">
        {forms.map((each, place) => (
          <Button
            key={each.command}
            type={each.command === chosen || (place === 0 && !chosen && !each.danger) ? "primary" : "default"}
            danger={each.danger}
            aria-expanded={each.command === chosen}
            onClick={() => setChosen(each.command === chosen ? null : each.command)}
          >
            {words.command(kind, each.command)}
          </Button>
        ))}
        {forms.length === 0 && (
          <span className="quiet">
            {t("action.none")} <PaperBadge kind={kind} state={state} />
          </span>
        )}
      </div>
      {form && (
        <OneForm
          key={`${paper.head.id}.${form.command}`}
          paper={paper}
          form={form}
          onClose={() => setChosen(null)}
        />
      )}
    </section>
  );
}
