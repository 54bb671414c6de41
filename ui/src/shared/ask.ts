import {
  keepPreviousData,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { COMMANDS, type Tag } from "@/bindings";
import { usePlatform } from "@/platform/context";
import type { CommandName, ReplyOf, RequestOf } from "@/platform/platform";

/** Answers stay until a command says that they are stale: the contract's tags decide, never a clock. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        retry: false,
        refetchOnWindowFocus: false,
      },
      mutations: { retry: false },
    },
  });
}

/** Drops whatever an act made stale. */
export function invalidateAfter(client: QueryClient, act: CommandName): Promise<void> {
  const stale = new Set<Tag>(COMMANDS[act].invalidates);
  return client.invalidateQueries({
    predicate: ({ queryKey }) => COMMANDS[queryKey[0] as CommandName].provides.some((tag) => stale.has(tag)),
  });
}

/** Asks a command that only reads. Old answers stay on the screen, dimmed by whoever shows them, until the new one is here. */
export function useAsk<N extends CommandName>(
  name: N,
  request: RequestOf<N>,
  options: { enabled?: boolean; keep?: boolean } = {},
): UseQueryResult<ReplyOf<N>> {
  const platform = usePlatform();
  const { language } = useTranslation().i18n;
  return useQuery({
    queryKey: [name, language, request],
    queryFn: ({ signal }) => platform.call(name, request, { language, signal }),
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  }) as UseQueryResult<ReplyOf<N>>;
}

/** Asks outside of rendering, through the same cache. */
export function useFetch(): <N extends CommandName>(name: N, request: RequestOf<N>) => Promise<ReplyOf<N>> {
  const platform = usePlatform();
  const client = useQueryClient();
  const { language } = useTranslation().i18n;
  return useCallback(
    (name, request) =>
      client.fetchQuery({
        queryKey: [name, language, request],
        queryFn: ({ signal }) => platform.call(name, request, { language, signal }),
      }),
    [platform, client, language],
  );
}

/** Has everything asked again when somebody comes back to a window behind which the estate went on: a command line may write, too. */
export function useFreshOnReturn(): void {
  const platform = usePlatform();
  const client = useQueryClient();
  const { language } = useTranslation().i18n;
  useEffect(() => {
    let seen: string | null = null;
    const look = async () => {
      const desk = await platform.call("desk_state", {}, { language }).catch(() => null);
      if (!desk) return;
      const now = `${desk.status} ${desk.estate?.estate} ${desk.estate?.seq}`;
      if (seen !== null && seen !== now) await client.invalidateQueries();
      seen = now;
    };
    const back = () => void look();
    back();
    window.addEventListener("focus", back);
    return () => window.removeEventListener("focus", back);
  }, [platform, client, language]);
}

const running = new WeakMap<QueryClient, Map<string, Promise<unknown>>>();

/** Asked twice before the first answer is here, as by a double click, the same act is done once. */
function once<T>(client: QueryClient, key: string, run: () => Promise<T>): Promise<T> {
  const acts = running.get(client) ?? new Map<string, Promise<unknown>>();
  running.set(client, acts);
  const before = acts.get(key);
  if (before) return before as Promise<T>;
  const answer = run().finally(() => acts.delete(key));
  acts.set(key, answer);
  return answer;
}

/** Runs a command that writes, and has everything asked again that it made stale. */
export function useAct<N extends CommandName>(name: N): UseMutationResult<ReplyOf<N>, Error, RequestOf<N>> {
  const platform = usePlatform();
  const client = useQueryClient();
  const { language } = useTranslation().i18n;
  return useMutation({
    mutationFn: (request: RequestOf<N>) =>
      once(client, `${name} ${JSON.stringify(request)}`, () => platform.call(name, request, { language })),
    onSuccess: () => invalidateAfter(client, name),
    // What is refused may be refused because the estate moved on elsewhere: the screen asks again, the form keeps its words.
    onError: () => invalidateAfter(client, name),
  });
}
