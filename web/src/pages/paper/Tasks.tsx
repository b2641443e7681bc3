import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import { FieldForm } from "@/pages/case/FieldForm";
import { Due } from "@/shell/CaseWords";
import { cityIndex } from "@/shell/cityIndex";
import { Badge } from "@/ui/Badge";
import { Panel } from "@/ui/Panel";
import { usePaperWords } from "./PaperWords";
import { formsFor, kTaskForms } from "./paperForms";
import { type Paper, type Task, tasksOf } from "./papers";
import { usePaperCommand } from "./usePaperCommand";

const kTones = { open: "blue", done: "green", dropped: "grey" } as const;

function OneTask({ paper, task }: { paper: Paper; task: Task }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const words = usePaperWords();
  const say = usePaperCommand(paper);
  const [chosen, setChosen] = useState<string | null>(null);
  const index = cityIndex(words.city);
  const forms = paper.head.state === "minuted" ? formsFor(kTaskForms, task.state, may) : [];
  const form = forms.find((each) => each.command === chosen);
  const close = () => setChosen(null);
  return (
    <li className="task">
      <p className="task-head">
        <Badge tone={kTones[task.state]}>{t(`paper.task.${task.state}`)}</Badge>
        <b>
          {task.no}. {index.unitName(task.unit)}
        </b>
        {task.state === "open" ? <Due dueAt={task.due_at} /> : null}
        {task.overdue && <Badge tone="red">{t("paper.taskOverdue")}</Badge>}
      </p>
      <p>{task.text}</p>
      {task.said && <p className="event-text">{task.said}</p>}
      {forms.length > 0 && (
        <div className="action-row">
          {forms.map((each) => (
            <Button
              key={each.command}
              size="small"
              danger={each.danger}
              aria-expanded={each.command === chosen}
              aria-label={`${words.command("joint_conference", each.command)} ${task.no}`}
              onClick={() => setChosen(each.command === chosen ? null : each.command)}
            >
              {words.command("joint_conference", each.command)}
            </Button>
          ))}
        </div>
      )}
      {form && (
        <FieldForm
          key={form.command}
          name={`conference_${form.command}`}
          title={words.command("joint_conference", form.command)}
          draft={`paper.${paper.head.id}.${form.command}.${task.no}`}
          fields={form.fields}
          version={paper.head.version}
          send={(body, version) => say(form.command, { no: task.no, ...body }, version)}
          onDone={close}
          onCancel={close}
          danger={form.danger}
        />
      )}
    </li>
  );
}

/// What the minutes set, who owes it and by when.
export function Tasks({ paper }: { paper: Paper }) {
  const { t } = useTranslation();
  const tasks = tasksOf(paper);
  if (tasks.length === 0) return null;
  const open = tasks.filter((task) => task.state === "open").length;
  return (
    <Panel title={t("paper.tasks")} extra={t("paper.tasksOpen", { open, count: tasks.length })}>
      <ol className="tasks">
        {tasks.map((task) => (
          <OneTask key={task.no} paper={paper} task={task} />
        ))}
      </ol>
    </Panel>
  );
}
