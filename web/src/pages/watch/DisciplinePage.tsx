import { useTranslation } from "react-i18next";
import { WatchPage, type WatchView } from "./WatchPage";

/// 纪委监督: the graded feed, read only, and the files that were handed over.
export default function DisciplinePage() {
  const { t } = useTranslation();
  const views: WatchView[] = [
    { key: "referrals", label: t("watch.referrals"), kind: "discipline_referral" },
    { key: "feed", label: t("watch.feed"), feed: true },
    { key: "orders", label: t("watch.orders"), kind: "supervision_order" },
  ];
  return <WatchPage label={t("menu.discipline")} views={views} />;
}
