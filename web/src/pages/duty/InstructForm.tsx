import { App } from "antd";
import { useTranslation } from "react-i18next";
import { DocumentForm } from "@/pages/case/DocumentForm";
import { sayShift } from "./say";
import { kShiftForms } from "./shift";

interface Props {
  shift: string;
  about?: string;
  onDone?: () => void;
  onCancel?: () => void;
}

/// What the leader orders: who does what by when.
export function InstructForm({ shift, about, onDone, onCancel }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  return (
    <DocumentForm
      name="instruct_shift"
      draft={`duty.${shift}.instruct.${about ?? ""}`}
      fields={kShiftForms.instruct_shift}
      title={t("duty.order")}
      document={shift}
      submit={(typed) => sayShift(shift, "instruct", about ? { ...typed, about } : typed)}
      onDone={() => {
        void message.success(t("duty.ordered"));
        onDone?.();
      }}
      onCancel={onCancel}
    />
  );
}
