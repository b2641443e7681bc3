import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/errors";
import { caseQuery } from "@/api/queries";
import { CaseFacts } from "@/pages/case/CaseFacts";
import { CaseHead } from "@/pages/case/CaseHead";
import { Trouble } from "@/shell/Trouble";

/// What the two sides quarrel about. Somebody whose unit has no part in the case sees its number only, until
/// they have accepted; then the matter, and not the page with what the units do about it.
export function Matter({ id }: { id: string }) {
  const { t } = useTranslation();
  const query = useQuery(caseQuery(id));
  if (query.data) {
    const isOfOthers = query.data.actions.some((each) => !each.assignment && each.reason === "not_yours");
    return (
      <>
        <div className="case-top panel">
          <CaseHead shown={query.data} linked={!isOfOthers} />
        </div>
        <CaseFacts shown={query.data} />
      </>
    );
  }
  if (query.error instanceof ApiError && query.error.status === 404)
    return <p className="panel mediation-closed quiet">{t("mediation.closedCase", { id })}</p>;
  if (query.error) return <Trouble error={query.error} retry={() => void query.refetch()} />;
  return <Skeleton active className="waiting" />;
}
