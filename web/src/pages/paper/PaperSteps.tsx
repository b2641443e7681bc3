import { useTranslation } from "react-i18next";
import { whoOf } from "@/text/actor";
import { useTimes } from "@/text/words";
import { usePaperWords } from "./PaperWords";
import { type Paper, wordsOf } from "./papers";

/// Every step of the paper, who took it and what was written.
export function PaperSteps({ paper }: { paper: Paper }) {
  const { t } = useTranslation();
  const words = usePaperWords();
  const times = useTimes();
  return (
    <ol className="timeline" reversed>
      {paper.timeline.toReversed().map((step) => (
        <li className={`event event-${step.kind}`} key={step.seq}>
          <time dateTime={step.at} title={times.long(step.at)}>
            {times.long(step.at).slice(5, 16)}
          </time>
          <div className="event-body">
            <p className="event-head">
              <b>{words.step(step.kind)}</b> <span className="quiet">{whoOf(step.actor)}</span>
            </p>
            {wordsOf(step).map(({ field, text }) => (
              <p key={field} className="event-text">
                {text}
              </p>
            ))}
          </div>
          <span className="event-seal quiet">
            {step.log_index === undefined ? t("timeline.unsealed") : `#${step.log_index}`}
          </span>
        </li>
      ))}
    </ol>
  );
}
