import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import { WatchPage, type WatchView } from "./WatchPage";

/// 督查: what climbs, and every paper that it led to. A unit's head sees those papers that concern the unit.
export default function SupervisionPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const feed: WatchView[] = may("supervise") ? [{ key: "feed", label: t("watch.feed"), feed: true }] : [];
  const views: WatchView[] = [
    ...feed,
    { key: "orders", label: t("watch.orders"), kind: "supervision_order" },
    { key: "conferences", label: t("watch.conferences"), kind: "joint_conference" },
    { key: "raises", label: t("watch.raises"), kind: "raise" },
  ];
  return <WatchPage label={t("menu.supervision")} views={views} />;
}
