import { useTranslation } from "react-i18next";
import { QueuePage, type View } from "./QueuePage";

/// Is it solved, are they satisfied? One call after the other, the form open beside the case.
export default function CallbackPage() {
  const { t } = useTranslation();
  const views: View[] = [
    {
      key: "waiting",
      label: t("callback.waiting"),
      source: "cases",
      filter: { state: "callback" },
      first: "callback",
    },
    {
      key: "redone",
      label: t("callback.redone"),
      source: "cases",
      filter: { state: "callback", redone: true },
      first: "callback",
    },
    {
      key: "handed",
      label: t("callback.handed"),
      source: "cases",
      filter: { state: "handed_over" },
      first: "callback",
    },
    { key: "done", label: t("callback.done"), source: "cases", filter: { state: "finished" } },
  ];
  return <QueuePage label={t("menu.callback")} views={views} />;
}
