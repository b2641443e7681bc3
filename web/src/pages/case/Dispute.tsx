import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { Due, Moment } from "@/shell/CaseWords";
import { Panel } from "@/ui/Panel";

/// Who says that it is whose, side by side; the named lead handles it meanwhile.
export function Dispute({ dispute }: { dispute: Schema["Dispute"] }) {
  const { t } = useTranslation();
  return (
    <Panel
      title={t("dispute.title")}
      extra={dispute.closed_at ? <Moment at={dispute.closed_at} /> : <Due dueAt={dispute.due_at} />}
    >
      <ul className="positions">
        {dispute.positions.map((position) => (
          <li key={position.assignment}>
            <b>{position.unit_name}</b>
            <span className="quiet">{t("dispute.says")}</span>
            <b>{position.proposed_name || t("dispute.notOurs")}</b>
          </li>
        ))}
      </ul>
      <p className={dispute.closed_at ? "" : "quiet"}>
        {dispute.closed_at
          ? t("dispute.ruled", { unit: dispute.unit_name || t("dispute.moot") })
          : t("dispute.meanwhile")}
      </p>
    </Panel>
  );
}
