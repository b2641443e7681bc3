import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { type CaseTab, CaseView } from "./CaseView";

const isTab = (text: string | null): text is CaseTab =>
  text === "timeline" || text === "documents" || text === "proof";

export default function CasePage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const asked = search.get("tab");
  useEffect(() => {
    document.title = `${id} · ${t("case.title")}`;
  }, [id, t]);
  return (
    <CaseView
      id={id}
      tab={isTab(asked) ? asked : "timeline"}
      onTab={(tab) => setSearch(tab === "timeline" ? {} : { tab }, { replace: true })}
    />
  );
}
