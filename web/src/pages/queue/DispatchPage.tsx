import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useSession } from "@/api/session";
import { DisputedMatters } from "./DisputedMatters";
import { Proposal } from "./Proposal";
import { QueuePage, type Quick, type View } from "./QueuePage";

const kSoonMs = 30 * 60_000;

/// Rounded to ten minutes, so that the list's name does not change with every look.
const soon = () => new Date(Math.ceil((Date.now() + kSoonMs) / 600_000) * 600_000).toISOString();

export default function DispatchPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const [search] = useSearchParams();
  const views: View[] = [
    {
      key: "waiting",
      label: t("dispatch.waiting"),
      source: "cases",
      filter: { state: "registered" },
      first: "dispatch",
    },
    {
      key: "returned",
      label: t("dispatch.returned"),
      source: "work",
      filter: { state: "return_review" },
      first: "rule_return",
    },
    {
      key: "disputed",
      label: t("dispatch.disputed"),
      source: "cases",
      filter: { disputed: true },
      first: "rule_dispute",
    },
    {
      key: "decline",
      label: t("dispatch.decline"),
      source: "cases",
      filter: { state: "decline_review" },
      first: "rule_decline",
    },
    {
      key: "unsigned",
      label: t("dispatch.soon"),
      source: "work",
      filter: { state: "sent", clock: "acknowledge", due_before: soon() },
      first: "remind",
    },
    {
      key: "overdue",
      label: t("dispatch.overdue"),
      source: "work",
      filter: { overdue: true },
      first: "remind",
    },
  ];
  const quicks: Quick[] = [
    { key: "d", command: "dispatch", label: t("dispatch.confirm"), body: () => ({}), views: ["waiting"] },
    {
      key: "y",
      command: "rule_return",
      label: t("dispatch.acceptReturn"),
      body: (row) => ({ assignment: row.no, accept: true }),
      views: ["returned"],
    },
    {
      key: "r",
      command: "remind",
      label: t("dispatch.remind"),
      body: (row) => ({ assignment: row.no, text: t("dispatch.remindText") }),
      views: ["unsigned", "overdue"],
    },
  ];
  return (
    <QueuePage
      label={t("menu.dispatch")}
      views={views}
      quicks={quicks}
      listTop={search.get("view") === "disputed" && may("rule_return") && <DisputedMatters />}
      paneTop={(row) =>
        row.state === "registered" && (
          <Proposal key={row.key} text={row.title} category={row.categoryCode} place={row.placeCode} />
        )
      }
    />
  );
}
