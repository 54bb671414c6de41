import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { create } from "zustand";
import { usePlatform } from "@/platform/context";
import { CallFailure } from "@/platform/failure";
import type { CommandName, Progress, ReplyOf, RequestOf } from "@/platform/platform";
import { invalidateAfter } from "@/shared/ask";

export type JobStatus = "running" | "cancelling" | "done" | "failed" | "cancelled";

/** Something that takes long: it goes on while a person looks elsewhere. */
export interface Job {
  number: number;
  title: string;
  status: JobStatus;
  progress: Progress | null;
  error: unknown;
  /** What came of it, as a sentence, and where to look at it. */
  result: { text: string; address?: string } | null;
  cancel: () => void;
}

interface Jobs {
  jobs: Job[];
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  add: (job: Job) => void;
  change: (number: number, some: Partial<Job>) => void;
  clear: () => void;
}

export const useJobs = create<Jobs>()((set) => ({
  jobs: [],
  isOpen: false,
  setOpen: (isOpen) => set({ isOpen }),
  add: (job) => set(({ jobs }) => ({ jobs: [job, ...jobs] })),
  change: (number, some) =>
    set(({ jobs }) => ({ jobs: jobs.map((job) => (job.number === number ? { ...job, ...some } : job)) })),
  clear: () =>
    set(({ jobs }) => ({
      jobs: jobs.filter((job) => job.status === "running" || job.status === "cancelling"),
    })),
}));

let lastNumber = 0;

export interface StartOptions<N extends CommandName> {
  title: string;
  onDone?: (reply: ReplyOf<N>) => Job["result"];
}

/** Returns how to start a job. The promise settles as the job does; whoever waits sees the refusal as well. */
export function useStartJob(): <N extends CommandName>(
  name: N,
  request: RequestOf<N>,
  options: StartOptions<N>,
) => Promise<ReplyOf<N>> {
  const platform = usePlatform();
  const client = useQueryClient();
  const { language } = useTranslation().i18n;
  return useCallback(
    async (name, request, { title, onDone }) => {
      const { add, change } = useJobs.getState();
      lastNumber += 1;
      const number = lastNumber;
      const stop = new AbortController();
      const cancel = () => {
        change(number, { status: "cancelling" });
        stop.abort();
      };
      add({ number, title, status: "running", progress: null, error: null, result: null, cancel });
      try {
        const tell = (progress: Progress) => change(number, { progress });
        const reply = await platform.stream(name, request, tell, { language, signal: stop.signal });
        await invalidateAfter(client, name);
        change(number, { status: "done", result: onDone?.(reply) ?? null });
        return reply;
      } catch (error) {
        const isCancelled =
          stop.signal.aborted || (error instanceof CallFailure && error.failure.code === "cancelled");
        change(number, { status: isCancelled ? "cancelled" : "failed", error: isCancelled ? null : error });
        throw error;
      }
    },
    [platform, client, language],
  );
}
