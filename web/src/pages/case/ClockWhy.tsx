import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { clocksQuery } from "@/api/queries";
import { Asked } from "@/shell/Trouble";
import { instantOf } from "@/text/time";
import { useTimes, useWords } from "@/text/words";

type Clock = Schema["Clock"];

function Segments({ clock }: { clock: Clock }) {
  const { t } = useTranslation();
  const { label, span, limit } = useWords();
  const times = useTimes();
  const segments = clock.segments ?? [];
  const counted = segments
    .filter((segment) => segment.kind === "counted")
    .reduce((sum, segment) => sum + instantOf(segment.to) - instantOf(segment.from), 0);
  return (
    <>
      <p>
        {t("clock.sentence", {
          clock: label("clock_kind", clock.kind, clock.label),
          start: times.long(clock.started_at),
          limit: limit(clock.limit),
          due: times.long(clock.due_at),
        })}
      </p>
      <table className="segments">
        <thead>
          <tr>
            <th>{t("clock.from")}</th>
            <th>{t("clock.to")}</th>
            <th>{t("clock.segment")}</th>
            <th>{t("clock.length")}</th>
          </tr>
        </thead>
        <tbody>
          {segments.map((segment) => (
            <tr key={segment.from} className={`segment-${segment.kind}`}>
              <td>{times.long(segment.from)}</td>
              <td>{times.long(segment.to)}</td>
              <td>
                {t(`segment.${segment.kind}`)}
                {segment.note && <span className="quiet"> {segment.note}</span>}
              </td>
              <td className="right">{span(instantOf(segment.to) - instantOf(segment.from))}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={3}>{t("clock.countedSum")}</td>
            <td className="right">{span(counted)}</td>
          </tr>
        </tfoot>
      </table>
    </>
  );
}

/// Stretch by stretch: what counted, what did not, and so why it is due then.
export function ClockWhy({ caseId, clock }: { caseId: string; clock: Clock }) {
  const { t } = useTranslation();
  const query = useQuery(clocksQuery(caseId));
  return (
    <Asked query={query}>
      {({ items }) => {
        const explained = items.find(
          (each) => each.kind === clock.kind && each.assignment === clock.assignment,
        );
        return explained ? <Segments clock={explained} /> : <p>{t("clock.gone")}</p>;
      }}
    </Asked>
  );
}
