import type { TFunction } from "i18next";
import { Link } from "react-router";
import type { Schema } from "@/api/client";
import { Due, Moment, StateBadge, UrgentBadge } from "@/shell/CaseWords";
import type { useWords } from "@/text/words";
import type { Column } from "@/ui/DataList";
import { Marked } from "@/ui/Marked";

type Line = Schema["CaseLine"];

/// A title in which the words were found shows them; one too long to be whole there stays as it is.
function Title({ row }: { row: Line }) {
  const found = row.snippet;
  if (found?.field === "title" && found.text === row.title)
    return <Marked text={found.text} marks={found.marks} />;
  return row.title || row.category_name;
}

export const caseColumns = (t: TFunction, label: ReturnType<typeof useWords>["label"]): Column<Line>[] => [
  {
    key: "id",
    title: t("list.number"),
    width: "148px",
    render: (row) => (
      <Link to={`/cases/${row.id}`} className="number">
        {row.id}
      </Link>
    ),
  },
  {
    key: "title",
    title: t("list.matter"),
    width: "minmax(220px, 2fr)",
    render: (row) => (
      <span className="row-title">
        <UrgentBadge urgent={row.urgent} secret={row.secret} />
        <span className="row-words">
          <span className="cut">
            <Title row={row} />
          </span>
          {row.snippet && row.snippet.field !== "title" && (
            <small className="cut snippet">
              <Marked text={row.snippet.text} marks={row.snippet.marks} />
            </small>
          )}
        </span>
      </span>
    ),
  },
  {
    key: "type",
    title: t("desk.type"),
    width: "72px",
    render: (row) => label("request_type", row.type, row.type_label),
  },
  {
    key: "category",
    title: t("case.category"),
    width: "minmax(110px, 1fr)",
    render: (row) => row.category_name,
  },
  { key: "place", title: t("case.place"), width: "minmax(90px, 0.7fr)", render: (row) => row.place_name },
  { key: "unit", title: t("units.lead"), width: "minmax(120px, 1fr)", render: (row) => row.lead_name },
  {
    key: "state",
    title: t("list.state"),
    width: "104px",
    render: (row) => <StateBadge state={row.state} label={row.state_label} />,
  },
  {
    key: "due",
    title: t("list.due"),
    width: "124px",
    render: (row) => (row.closed_at ? <span className="quiet">—</span> : <Due dueAt={row.next_due_at} />),
  },
  { key: "opened", title: t("list.opened"), width: "100px", render: (row) => <Moment at={row.opened_at} /> },
];
