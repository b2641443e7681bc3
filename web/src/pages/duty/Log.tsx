import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DocumentOf } from "@/api/readDocuments";
import { DocumentForm } from "@/pages/case/DocumentForm";
import { Moment } from "@/shell/CaseWords";
import { Nothing } from "@/shell/Trouble";
import { Badge } from "@/ui/Badge";
import { Panel } from "@/ui/Panel";
import { sayShift } from "./say";
import { kShiftForms, notesOf, type Shift } from "./shift";

/// The handover log: a note whenever something is worth it, and the last one to the next shift.
export function Log({ shift }: { shift: DocumentOf<Shift> }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [isEnding, setEnding] = useState(false);
  const { head, body } = shift;
  const notes = notesOf(shift);
  const canWrite = body.state === "signed_in";
  return (
    <div className="duty-columns">
      <Panel title={t("duty.log")} flush>
        {notes.length === 0 ? (
          <Nothing text={t("duty.noNotes")} />
        ) : (
          <ol className="duty-notes">
            {notes.map((note) => (
              <li key={note.at + note.text}>
                <span className="case-head-top">
                  <Moment at={note.at} />
                  <span className="quiet">{note.by}</span>
                  {note.isLast && <Badge tone="green">{t("duty.handedOver")}</Badge>}
                </span>
                <p>{note.text}</p>
              </li>
            ))}
          </ol>
        )}
      </Panel>
      <div>
        {canWrite ? (
          <div className="panel duty-form">
            <DocumentForm
              name="note_shift"
              draft={`duty.${head.id}.note`}
              fields={kShiftForms.note_shift}
              title={t("duty.note")}
              document={head.id}
              submit={(typed) => sayShift(head.id, "note", typed)}
              onDone={() => void message.success(t("duty.noted"))}
            />
            {isEnding ? (
              <DocumentForm
                name="hand_over_shift"
                draft={`duty.${head.id}.hand_over`}
                fields={kShiftForms.hand_over_shift}
                title={t("duty.handOver")}
                document={head.id}
                submit={(typed) => sayShift(head.id, "hand_over", typed)}
                onDone={() => void message.success(t("duty.handedOverNow"))}
                onCancel={() => setEnding(false)}
              />
            ) : (
              <Button className="duty-order" onClick={() => setEnding(true)}>
                {t("duty.handOver")}
              </Button>
            )}
          </div>
        ) : (
          <p className="quiet">{t("duty.signInFirst")}</p>
        )}
      </div>
    </div>
  );
}
