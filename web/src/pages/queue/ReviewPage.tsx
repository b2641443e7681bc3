import { useTranslation } from "react-i18next";
import { QueuePage, type Quick, type View } from "./QueuePage";

/// Is the answer to the point, is there proof, was the citizen spoken to?
export default function ReviewPage() {
  const { t } = useTranslation();
  const views: View[] = [
    {
      key: "answers",
      label: t("review.answers"),
      source: "cases",
      filter: { state: "answer_review" },
      first: "review",
    },
    {
      key: "urgent",
      label: t("review.urgent"),
      source: "cases",
      filter: { state: "answer_review", urgent: true },
      first: "review",
    },
    {
      key: "redone",
      label: t("review.redone"),
      source: "cases",
      filter: { state: "answer_review", redone: true },
      first: "review",
    },
  ];
  const quicks: Quick[] = [
    {
      key: "p",
      command: "review",
      label: t("review.pass"),
      body: () => ({ accept: true }),
      views: ["answers", "urgent", "redone"],
    },
  ];
  return <QueuePage label={t("menu.review")} views={views} quicks={quicks} />;
}
