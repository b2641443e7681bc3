import type { TFunction } from "i18next";
import type { Schema } from "@/api/client";
import { AssignmentBadge, Due, Moment, StateBadge, UrgentBadge } from "@/shell/CaseWords";
import type { Column } from "@/ui/DataList";

export interface QueueRow {
  key: string;
  caseId: string;
  no: number;
  title: string;
  category: string;
  categoryCode: string;
  place: string;
  placeCode: string;
  unit: string;
  state: Schema["CaseState"];
  stateLabel: string;
  assignmentState?: Schema["AssignmentState"];
  assignmentStateLabel?: string;
  urgent: boolean;
  secret: boolean;
  dueAt?: string;
  since: string;
}

export const rowOfCase = (line: Schema["CaseLine"]): QueueRow => ({
  key: line.id,
  caseId: line.id,
  no: 0,
  title: line.title || line.category_name,
  category: line.category_name,
  categoryCode: line.category,
  place: line.place_name,
  placeCode: line.place,
  unit: line.lead_name,
  state: line.state,
  stateLabel: line.state_label,
  urgent: line.urgent,
  secret: line.secret,
  dueAt: line.next_due_at,
  since: line.opened_at,
});

export const rowOfWork = (line: Schema["WorkLine"]): QueueRow => ({
  key: `${line.case_id}.${line.no}`,
  caseId: line.case_id,
  no: line.no,
  title: line.title || line.category_name,
  category: line.category_name,
  categoryCode: line.category,
  place: line.place_name,
  placeCode: line.place,
  unit: line.unit_name,
  state: line.case_state,
  stateLabel: line.case_state_label,
  assignmentState: line.state,
  assignmentStateLabel: line.state_label,
  urgent: line.urgent,
  secret: false,
  dueAt: line.due_at,
  since: line.sent_at,
});

export const columnsOf = (t: TFunction): Column<QueueRow>[] => [
  {
    key: "title",
    title: t("list.matter"),
    width: "minmax(200px, 1fr)",
    render: (row) => (
      <>
        <span className="row-title">
          <UrgentBadge urgent={row.urgent} secret={row.secret} />
          <b>{row.title}</b>
        </span>
        <small className="quiet">
          {[row.category, row.place].filter(Boolean).join(" · ")} <span className="number">{row.caseId}</span>
        </small>
      </>
    ),
  },
  {
    key: "state",
    title: t("list.state"),
    width: "112px",
    render: (row) =>
      row.assignmentState ? (
        <AssignmentBadge state={row.assignmentState} label={row.assignmentStateLabel} />
      ) : (
        <StateBadge state={row.state} label={row.stateLabel} />
      ),
  },
  {
    key: "due",
    title: t("list.due"),
    width: "128px",
    render: (row) => (
      <>
        <Due dueAt={row.dueAt} />
        <small className="quiet">
          <Moment at={row.since} />
        </small>
      </>
    ),
  },
];
