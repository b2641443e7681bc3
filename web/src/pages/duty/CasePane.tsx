import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { caseQuery } from "@/api/queries";
import { Answer } from "@/pages/case/Answer";
import { CaseFacts } from "@/pages/case/CaseFacts";
import { CaseHead } from "@/pages/case/CaseHead";
import { Units } from "@/pages/case/Units";
import { Asked } from "@/shell/Trouble";
import { InstructForm } from "./InstructForm";

/// One case of the package with what the leader may do about it on top.
export function CasePane({
  id,
  shift,
  canWrite,
  children,
}: {
  id: string;
  shift: string;
  canWrite: boolean;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const query = useQuery(caseQuery(id));
  const [ordering, setOrdering] = useState(false);
  return (
    <Asked query={query} rows={10}>
      {(shown) => (
        <div className="duty-case">
          <div className="panel case-top">
            <CaseHead shown={shown} />
            {children}
            {canWrite &&
              (ordering ? (
                <InstructForm
                  shift={shift}
                  about={id}
                  onDone={() => setOrdering(false)}
                  onCancel={() => setOrdering(false)}
                />
              ) : (
                <Button className="duty-order" onClick={() => setOrdering(true)}>
                  {t("duty.orderAbout")}
                </Button>
              ))}
          </div>
          <Answer shown={shown} />
          <CaseFacts shown={shown} />
          <Units shown={shown} />
        </div>
      )}
    </Asked>
  );
}
