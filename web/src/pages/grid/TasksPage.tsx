import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Due } from "@/shell/CaseWords";
import { Asked, Nothing } from "@/shell/Trouble";
import { Badge } from "@/ui/Badge";
import { useOutbox } from "./outboxContext";
import { usePosition } from "./usePosition";
import { type Task, useTasks } from "./useTasks";

function TaskCard({ task, isWritten }: { task: Task; isWritten: boolean }) {
  const { t } = useTranslation();
  const { body, head } = task.document;
  const isInspection = body.purpose === "inspection";
  return (
    <li>
      <Link to={`/grid/tasks/${task.id}`} className={task.isMine ? "grid-card is-mine" : "grid-card"}>
        <span className="grid-card-top">
          <Badge tone={isInspection ? "violet" : "cyan"}>
            {t(isInspection ? "grid.inspection" : "grid.patrol")}
          </Badge>
          {task.isMine && <Badge tone="blue">{t("grid.mine")}</Badge>}
          {isWritten && <Badge tone="green">{t("grid.written")}</Badge>}
          {body.missed ? (
            <span className="due due-late">{t("grid.missed")}</span>
          ) : (
            <Due dueAt={head.due_at} />
          )}
        </span>
        <b>{task.text}</b>
        <small className="quiet">
          {[
            task.cellName,
            task.metres !== undefined ? t("grid.metres", { metres: Math.round(task.metres / 10) * 10 }) : "",
            body.about ? t("grid.aboutCase", { id: body.about }) : "",
          ]
            .filter(Boolean)
            .join(" · ")}
        </small>
      </Link>
    </li>
  );
}

/// Where somebody has to go: patrols and inspections, mine first, with the way to each.
export default function TasksPage() {
  const { t } = useTranslation();
  const position = usePosition();
  const { entries } = useOutbox();
  const { list, isReady, tasks } = useTasks(position.point);
  const written = new Set(
    (entries ?? []).flatMap((entry) =>
      entry.kind === "task" && entry.state === "waiting" ? [entry.task] : [],
    ),
  );
  return (
    <section aria-label={t("grid.tab.tasks")} className="grid-tasks">
      <h2 className="grid-title">{t("grid.tasksTitle")}</h2>
      <Asked query={{ ...list, data: isReady ? tasks : undefined }} rows={6}>
        {(shown) =>
          shown.length === 0 ? (
            <Nothing text={t("grid.noTasks")} />
          ) : (
            <ul className="grid-cards">
              {shown.map((task) => (
                <TaskCard key={task.id} task={task} isWritten={written.has(task.id)} />
              ))}
            </ul>
          )
        }
      </Asked>
    </section>
  );
}
