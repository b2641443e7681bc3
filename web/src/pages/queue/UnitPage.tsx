import { useTranslation } from "react-i18next";
import { QueuePage, type Quick, type View } from "./QueuePage";

/// What my unit and those below it owe, due first.
export default function UnitPage() {
  const { t } = useTranslation();
  const views: View[] = [
    { key: "sent", label: t("unit.sent"), source: "work", filter: { state: "sent" } },
    {
      key: "contact",
      label: t("unit.contact"),
      source: "work",
      filter: { clock: "contact" },
      first: "contact",
    },
    {
      key: "handling",
      label: t("unit.handling"),
      source: "work",
      filter: { state: "handling" },
      first: "finish",
    },
    { key: "overdue", label: t("unit.overdue"), source: "work", filter: { overdue: true } },
    { key: "return", label: t("unit.return"), source: "work", filter: { state: "return_review" } },
    { key: "all", label: t("unit.all"), source: "work", filter: {} },
  ];
  const quicks: Quick[] = [
    {
      key: "a",
      command: "acknowledge",
      label: t("unit.acknowledge"),
      body: (row) => ({ assignment: row.no }),
      views: ["sent", "overdue", "all"],
    },
  ];
  return <QueuePage label={t("menu.unit")} views={views} quicks={quicks} />;
}
