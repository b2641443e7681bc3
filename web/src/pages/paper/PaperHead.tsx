import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Due, Moment } from "@/shell/CaseWords";
import { Badge } from "@/ui/Badge";
import { PaperBadge } from "./PaperWords";
import type { Paper } from "./papers";

interface Props {
  paper: Paper;
  title: ReactNode;
  /// A sentence below the title.
  said?: string;
  /// What its kind has to say of itself, a <span> each.
  children?: ReactNode;
}

/// The head of every paper: how it stands, until when it is to be answered, what it is and whom it concerns.
export function PaperHead({ paper, title, said, children }: Props) {
  const { t } = useTranslation();
  const { head } = paper;
  const { missed } = paper.body as { missed?: boolean };
  const opened = <Moment at={head.opened_at} />;
  return (
    <header className="case-head">
      <div className="case-head-top">
        <PaperBadge kind={head.kind} state={head.state} />
        {missed && <Badge tone="red">{t("paper.missed")}</Badge>}
        <span className="case-clock">
          {head.due_at ? (
            <>
              {t("paper.answerBy")} <Due dueAt={head.due_at} startedAt={head.opened_at} />
            </>
          ) : (
            opened
          )}
        </span>
      </div>
      <h2>{title}</h2>
      {said && <p className="case-said">{said}</p>}
      <p className="case-sub">
        {children}
        {head.due_at && <span>{opened}</span>}
      </p>
    </header>
  );
}
