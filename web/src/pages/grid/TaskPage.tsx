import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Input, Skeleton } from "antd";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { type DocumentOf, documentQuery, type PatrolTask, textOf } from "@/api/readDocuments";
import { useMe } from "@/api/session";
import { Due, Moment } from "@/shell/CaseWords";
import { Asked } from "@/shell/Trouble";
import { Badge } from "@/ui/Badge";
import { Fact, Facts } from "@/ui/Fact";
import { useCells, useHere } from "./cells";
import { middleOf } from "./geometry";
import { type Lack, lacksOf, newTaskReport, type TaskEntry } from "./outbox";
import { useOutbox } from "./outboxContext";
import { Photos } from "./Photos";
import { useEntry } from "./useEntry";
import { usePosition } from "./usePosition";
import { Where } from "./Where";

function Form({ first, task }: { first: TaskEntry; task: PatrolTask }) {
  const { t } = useTranslation();
  const { send } = useOutbox();
  const go = useNavigate();
  const id = useId();
  const { entry, change, addPhotos, removePhoto } = useEntry(first);
  const [scaling, setScaling] = useState(false);
  const [lacks, setLacks] = useState<Lack[]>([]);
  const position = usePosition();
  const wantsPosition = useRef(first.draft.point === undefined);
  const { draft } = entry;
  const here = useHere(draft.point);
  const isInspection = task.purpose === "inspection";

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new position is news
  useEffect(() => {
    if (!position.point || !wantsPosition.current) return;
    wantsPosition.current = false;
    change({ point: position.point, accuracy: position.accuracy });
  }, [position.point]);

  const submit = async () => {
    if (scaling) return;
    const missing = lacksOf(entry, isInspection);
    setLacks(missing);
    if (missing.length > 0) return;
    await send(entry);
    void go("/grid/sent");
  };

  return (
    <form
      className="grid-write"
      aria-label={t("grid.finding")}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <fieldset className="grid-verdict">
        <legend>{t(isInspection ? "grid.isItDone" : "grid.isItFine")}</legend>
        {[true, false].map((passed) => (
          <button
            key={String(passed)}
            type="button"
            aria-pressed={draft.passed === passed}
            className={passed ? "is-yes" : "is-no"}
            onClick={() => change({ passed })}
          >
            {t(`grid.verdict.${task.purpose}.${passed ? "yes" : "no"}`)}
          </button>
        ))}
        {lacks.includes("passed") && draft.passed === undefined && (
          <small role="alert" className="missing">
            {t("form.needed")}
          </small>
        )}
      </fieldset>
      {isInspection && (
        <>
          <Photos
            entry={entry}
            missing={lacks.includes("photo")}
            onAdd={addPhotos}
            onRemove={removePhoto}
            onBusy={setScaling}
          />
          {lacks.includes("photo") && entry.photos.length === 0 && (
            <small role="alert" className="missing">
              {t("grid.photoNeeded")}
            </small>
          )}
        </>
      )}
      <div className="grid-field">
        <label htmlFor={`${id}-text`}>{t("grid.found")}</label>
        <Input.TextArea
          id={`${id}-text`}
          value={draft.text}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          status={lacks.includes("content") && !draft.text.trim() ? "error" : undefined}
          onChange={(event) => change({ text: event.target.value })}
        />
        {lacks.includes("content") && !draft.text.trim() && (
          <small role="alert" className="missing">
            {t("form.needed")}
          </small>
        )}
      </div>
      <Where
        point={draft.point}
        accuracy={draft.accuracy}
        position={position}
        here={here}
        missing={lacks.includes("point")}
        onAsk={() => {
          wantsPosition.current = true;
          position.ask();
        }}
        onPick={(point) => change({ point, accuracy: undefined })}
      />
      {isInspection && draft.passed === false && <Alert type="warning" showIcon title={t("grid.goesBack")} />}
      <div className="grid-send">
        <Button type="primary" htmlType="submit" size="large" block loading={scaling}>
          {t("grid.reportTask")}
        </Button>
        {!isInspection && draft.passed === false && (
          <Link to={`/grid/report?content=${encodeURIComponent(draft.text)}`}>{t("grid.reportFound")}</Link>
        )}
      </div>
    </form>
  );
}

function Shown({ task }: { task: DocumentOf<PatrolTask> }) {
  const { t } = useTranslation();
  const me = useMe();
  const { entries } = useOutbox();
  const cells = useCells();
  const { body, head } = task;
  const text = textOf(task.timeline, "task_ordered", "task");
  const cell = cells.data?.find((each) => each.code === body.cell);
  const own = (entries ?? []).filter(
    (entry): entry is TaskEntry => entry.kind === "task" && entry.task === head.id,
  );
  const handedIn = own.find((entry) => entry.state === "waiting" || entry.state === "sent");
  const [first] = useState(
    () => own.find((entry) => entry.state === "draft") ?? newTaskReport(me.id, Date.now(), head.id, text),
  );
  const middle = cell && middleOf(cell.ring);
  return (
    <article className="grid-task" aria-label={text}>
      <div className="grid-card is-plain">
        <span className="grid-card-top">
          <Badge tone={body.purpose === "inspection" ? "violet" : "cyan"}>
            {t(body.purpose === "inspection" ? "grid.inspection" : "grid.patrol")}
          </Badge>
          {body.state === "ordered" && <Due dueAt={head.due_at} />}
        </span>
        <h2>{text}</h2>
        <Facts columns={1}>
          <Fact name={t("grid.cell")}>{cell?.name ?? body.cell}</Fact>
          <Fact name={t("grid.case")}>
            {body.about && <Link to={`/cases/${body.about}`}>{body.about}</Link>}
          </Fact>
          <Fact name={t("case.point")}>{middle && `${middle.lon.toFixed(4)}, ${middle.lat.toFixed(4)}`}</Fact>
        </Facts>
      </div>
      {body.state !== "ordered" ? (
        <div className="grid-card is-plain">
          <Badge tone={body.passed === false ? "red" : "green"}>
            {body.state === "withdrawn"
              ? t("grid.withdrawn")
              : t(`grid.verdict.${body.purpose}.${body.passed === false ? "no" : "yes"}`)}
          </Badge>
          <p>{textOf(task.timeline, "task_reported", "findings")}</p>
          <small className="quiet">
            <Moment at={head.closed_at} />
            {body.metres_off !== null && ` · ${t("grid.metresOff", { metres: body.metres_off })}`}
          </small>
        </div>
      ) : handedIn ? (
        <Alert
          type="info"
          showIcon
          title={t("grid.waitsToGo")}
          action={<Link to="/grid/sent">{t("grid.tab.sent")}</Link>}
        />
      ) : (
        <Form first={first} task={body} />
      )}
    </article>
  );
}

/// One walk: what is to be looked at, and what was found.
export default function TaskPage() {
  const { id = "" } = useParams();
  const { entries } = useOutbox();
  const query = useQuery(documentQuery<PatrolTask>(id));
  if (!entries) return <Skeleton active className="waiting" />;
  return <Asked query={query}>{(task) => <Shown key={id} task={task} />}</Asked>;
}
