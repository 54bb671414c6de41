import { useState } from "react";
import { useJobs } from "./store";

interface JobForm<R> {
  result: R | null;
  error: unknown;
  isBusy: boolean;
  run: (work: () => Promise<R>) => Promise<R | null>;
}

/** Runs a job for a form, and keeps what came of it or why it was refused. */
export function useJobForm<R>(opensJobs = true): JobForm<R> {
  const [result, setResult] = useState<R | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const run = async (work: () => Promise<R>) => {
    setBusy(true);
    setError(null);
    setResult(null);
    if (opensJobs) useJobs.getState().setOpen(true);
    try {
      const done = await work();
      setResult(done);
      return done;
    } catch (failure) {
      setError(failure);
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { result, error, isBusy, run };
}
