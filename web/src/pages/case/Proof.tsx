import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, ok } from "@/api/client";
import { type ApiError, asApiError } from "@/api/errors";
import { type Checked, checkProof, type ProofFile } from "@/api/proof";
import { Trouble } from "@/shell/Trouble";
import { useTimes } from "@/text/words";
import { Fact, Facts } from "@/ui/Fact";

function Outcome({ checked }: { checked: Checked }) {
  const { t } = useTranslation();
  const times = useTimes();
  const holds = checked.faults.length === 0;
  return (
    <>
      <Alert
        type={holds ? "success" : "error"}
        showIcon
        title={holds ? t("proof.holds", { count: checked.events }) : t("proof.fails")}
        description={
          holds ? (
            t("proof.holdsHint")
          ) : (
            <ul>
              {checked.faults.map((fault) => (
                <li key={`${fault.what}${"seq" in fault ? fault.seq : ""}`}>
                  {t(`proof.fault.${fault.what}`, { seq: "seq" in fault ? fault.seq : 0 })}
                </li>
              ))}
            </ul>
          )
        }
      />
      <Facts columns={1}>
        <Fact name={t("proof.size")}>{checked.head.tree_size}</Fact>
        <Fact name={t("proof.at")}>{times.long(checked.head.at)}</Fact>
        <Fact name={t("proof.root")}>
          <code>{checked.head.root}</code>
        </Fact>
        <Fact name={t("proof.keyId")}>
          <code>{checked.head.key_id}</code>
        </Fact>
        <Fact name={t("proof.pending")}>
          {checked.pending > 0 && t("proof.pendingCount", { count: checked.pending })}
        </Fact>
      </Facts>
    </>
  );
}

/// That nobody has altered this case's history: checked here, by this browser, not by the server's word.
export function Proof({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [proof, setProof] = useState<unknown>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);

  const check = async () => {
    setBusy(true);
    setError(null);
    try {
      const [file, key] = await Promise.all([
        ok(client.GET("/api/v1/cases/{id}/proof", { params: { path: { id: caseId } } })),
        ok(client.GET("/journal/public-key", { parseAs: "text" })),
      ]);
      setProof(file);
      setChecked(await checkProof(file as unknown as ProofFile, key));
    } catch (fault) {
      setError(asApiError(fault));
    } finally {
      setBusy(false);
    }
  };
  const download = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(proof)], { type: "application/json" }));
    link.download = `${caseId}.proof.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <section className="proof" aria-label={t("proof.title")}>
      <p>{t("proof.intro")}</p>
      {error && <Trouble error={error} retry={() => void check()} />}
      {checked && <Outcome checked={checked} />}
      <div className="form-end">
        <Button type="primary" loading={busy} onClick={() => void check()}>
          {checked ? t("proof.again") : t("proof.check")}
        </Button>
        {proof !== null && <Button onClick={download}>{t("proof.download")}</Button>}
        <a href="/journal/public-key">{t("proof.key")}</a>
      </div>
    </section>
  );
}
