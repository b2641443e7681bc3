import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { client, ok } from "@/api/client";
import { ApiError } from "@/api/errors";
import { keys } from "@/api/queries";
import type { Field } from "@/pages/case/commands";
import { FieldForm } from "@/pages/case/FieldForm";
import { rightOf } from "./exam";

const kQuestion: Field[] = [
  { name: "topic", kind: "category", required: true },
  { name: "text", kind: "text", required: true },
  { name: "options", kind: "text", required: true },
  { name: "right", kind: "line", required: true },
  { name: "article", kind: "article" },
];
const kCase: Field[] = [{ name: "case_id", kind: "caseNumber", required: true }];

interface Props {
  onDone: (id: string) => void;
  onClose: () => void;
}

/// A question by hand. The right options are letters, as they stand before the options.
export function QuestionForm({ onDone, onClose }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const send = (body: Record<string, unknown>) => {
    const options = String(body.options)
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
    const right = rightOf(String(body.right), options.length);
    if (!right) throw new ApiError(400, "bad_letters", t("training.badLetters"), {}, "");
    return ok(
      client.POST("/api/v1/questions", {
        body: {
          topic: String(body.topic),
          text: String(body.text),
          options: options.join("\n"),
          right,
          ...(body.article ? { article: String(body.article) } : {}),
        },
      }),
    );
  };
  return (
    <div className="panel training-form">
      <FieldForm
        name="question_propose"
        title={t("training.propose")}
        draft="question.new"
        fields={kQuestion}
        send={async (body) => send(body)}
        onDone={(after) => {
          void cache.invalidateQueries({ queryKey: keys.lists });
          onDone(after.id);
        }}
        onCancel={onClose}
      />
    </div>
  );
}

/// Drafts out of what was ruled in a case: its matter and reasons, nothing of the person.
export function DraftFromCase({ onDone, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const cache = useQueryClient();
  return (
    <div className="panel training-form">
      <FieldForm
        name="question_from_case"
        title={t("training.fromCase")}
        draft="question.fromCase"
        fields={kCase}
        intro={<p className="quiet">{t("training.fromCaseHint")}</p>}
        send={(body) =>
          ok(client.POST("/api/v1/questions/from-case", { body: { case_id: String(body.case_id) } }))
        }
        onDone={(drafted) => {
          void cache.invalidateQueries({ queryKey: keys.lists });
          void message.success(t("training.drafted", { count: drafted.items.length }));
          const first = drafted.items[0];
          if (first) onDone(first.id);
          else onClose();
        }}
        onCancel={onClose}
      />
    </div>
  );
}
