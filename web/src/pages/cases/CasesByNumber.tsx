import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { Schema } from "@/api/client";
import { caseQuery } from "@/api/queries";
import { Moment, StateBadge, UrgentBadge } from "@/shell/CaseWords";
import { Nothing } from "@/shell/Trouble";
import { DataList } from "@/ui/DataList";

function Part({ id, children }: { id: string; children: (shown: Schema["Case"]) => React.ReactNode }) {
  const { data } = useQuery(caseQuery(id));
  return data ? children(data) : null;
}

/// Cases of which only the numbers are known. Each row asks for its own once it comes into sight.
export function CasesByNumber({ ids, label }: { ids: string[]; label: string }) {
  const { t } = useTranslation();
  const go = useNavigate();
  return (
    <DataList
      label={label}
      rows={ids}
      rowKey={(id) => id}
      rowHeight={52}
      onOpen={(id) => void go(`/cases/${id}`)}
      empty={<Nothing text={t("list.empty")} />}
      footer={<span>{t("list.all", { count: ids.length })}</span>}
      columns={[
        {
          key: "title",
          title: t("list.matter"),
          width: "minmax(180px, 2fr)",
          render: (id) => (
            <>
              <span className="row-title">
                <Part id={id}>
                  {(shown) => (
                    <>
                      <UrgentBadge urgent={shown.urgent} secret={shown.secret} />
                      <span className="cut">{shown.narrative?.title || shown.category_name}</span>
                    </>
                  )}
                </Part>
              </span>
              <small>
                <Link to={`/cases/${id}`} className="number">
                  {id}
                </Link>
              </small>
            </>
          ),
        },
        {
          key: "place",
          title: t("case.place"),
          width: "minmax(80px, 1fr)",
          render: (id) => <Part id={id}>{(shown) => shown.place_name}</Part>,
        },
        {
          key: "unit",
          title: t("units.lead"),
          width: "minmax(100px, 1.2fr)",
          render: (id) => (
            <Part id={id}>{(shown) => shown.assignments.find((each) => each.is_lead)?.unit_name}</Part>
          ),
        },
        {
          key: "state",
          title: t("list.state"),
          width: "92px",
          render: (id) => (
            <Part id={id}>{(shown) => <StateBadge state={shown.state} label={shown.state_label} />}</Part>
          ),
        },
        {
          key: "opened",
          title: t("list.opened"),
          width: "88px",
          render: (id) => <Part id={id}>{(shown) => <Moment at={shown.opened_at} />}</Part>,
        },
      ]}
    />
  );
}
