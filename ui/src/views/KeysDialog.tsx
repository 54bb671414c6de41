import { useTranslation } from "react-i18next";
import { Dialog } from "@/shared/Dialog";
import { KEYS } from "@/shared/keys-list";

export function KeysDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t("shell.keys_title")}>
      <p className="dim" style={{ marginTop: 0 }}>
        {t("shell.keys_note")}
      </p>
      <table className="plain">
        <tbody>
          {KEYS.map(([keys, word]) => (
            <tr key={word}>
              <td style={{ width: 120 }}>
                {keys.map((key) => (
                  <span key={key}>
                    <kbd>{key}</kbd>{" "}
                  </span>
                ))}
              </td>
              <td>{t(`shell.key.${word}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
