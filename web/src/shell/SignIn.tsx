import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiError, asApiError } from "@/api/errors";
import { useSession } from "@/api/session";
import { setLanguage } from "@/text/i18n";
import { Trouble } from "./Trouble";

interface FormProps {
  /// Given when the session of this person ended: nobody else continues what they typed.
  login?: string;
}

/// Name and password, and the authenticator's code once the server asks for it.
export function SignInForm({ login }: FormProps) {
  const { t } = useTranslation();
  const { signIn } = useSession();
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const [needsCode, setNeedsCode] = useState(false);

  const submit = async (typed: { login: string; password: string; code?: string }) => {
    setBusy(true);
    setError(null);
    try {
      await signIn({ ...typed, code: typed.code || undefined });
    } catch (fault) {
      const refused = asApiError(fault);
      if (refused.code === "code_required") setNeedsCode(true);
      else setError(refused);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={submit}
      initialValues={{ login }}
      className="sign-in-form"
    >
      {error && <Trouble error={error} />}
      <Form.Item
        name="login"
        label={t("signIn.login")}
        rules={[{ required: true, message: t("signIn.loginNeeded") }]}
      >
        <Input size="large" autoComplete="username" autoFocus={!login} disabled={!!login} maxLength={100} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("signIn.password")}
        rules={[{ required: true, message: t("signIn.passwordNeeded") }]}
      >
        <Input.Password size="large" autoComplete="current-password" autoFocus={!!login} maxLength={500} />
      </Form.Item>
      {needsCode && (
        <Form.Item
          name="code"
          label={t("signIn.code")}
          extra={t("signIn.codeHint")}
          rules={[{ required: true, message: t("signIn.codeNeeded") }]}
        >
          <Input size="large" autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={8} />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        {t("signIn.submit")}
      </Button>
    </Form>
  );
}

export function SignInPage() {
  const { t, i18n } = useTranslation();
  return (
    <div className="sign-in">
      <aside className="sign-in-side" aria-hidden="true">
        <span className="sign-in-number">12345</span>
        <p>{t("signIn.lead")}</p>
      </aside>
      <main className="sign-in-main">
        <div className="sign-in-card">
          <h1>{t("signIn.title")}</h1>
          <p className="quiet">{t("signIn.subtitle")}</p>
          <SignInForm />
          <p className="sign-in-foot">
            <a href="/">{t("signIn.citizens")}</a>
            <Button
              type="link"
              size="small"
              onClick={() => void setLanguage(i18n.language === "en" ? "zh" : "en")}
            >
              {i18n.language === "en" ? "中文" : "English"}
            </Button>
          </p>
        </div>
      </main>
    </div>
  );
}
