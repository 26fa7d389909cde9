export {
  type AuthorizationRequest,
  type AuthorizationRequestOptions,
  createAuthorizationRequest,
} from './auth/authorization-request.js';
export { type AuthorizationUrlBase, type AuthorizationUrlOptions, createAuthorizationUrl } from './auth/authorization-url.js';
export { type CallbackOptions, readCallback } from './auth/callback.js';
export { createCodeChallenge } from './auth/code-challenge.js';
export { type CodeVerifierOptions, checkCodeVerifier, createCodeVerifier } from './auth/code-verifier.js';
export { checkRedirectUri } from './auth/redirect-uri.js';
export type { KnownScope, Scope } from './auth/scopes.js';
export { createState } from './auth/state.js';
export type { TokenRequestOptions } from './auth/token-endpoint.js';
export {
  type ExchangeCodeOptions,
  exchangeCode,
  type RefreshTokensOptions,
  refreshTokens,
  requestClientCredentials,
} from './auth/token-requests.js';
export type { TokenSet } from './auth/token-set.js';
export type { CryptoOptions, WebCrypto } from './auth/web-crypto.js';
export type { ErrorAction, SpotifyErrorCode } from './errors/codes.js';
export { isSpotifyError, SpotifyError, type SpotifyErrorDetails } from './errors/spotify-error.js';
export type { AccessTokenSource, GetAccessTokenOptions } from './session/access-token-source.js';
export { createClientCredentials } from './session/client-credentials.js';
export {
  type ImportedTokenSet,
  type ImportTokenSetOptions,
  importTokenSet,
  type UnknownOfTokenSet,
} from './session/import-token-set.js';
export { createMemoryStore } from './session/memory-store.js';
export { parseStoredRecord } from './session/parse-stored-record.js';
export { createSession, type Session, type SessionEvent, type SessionOptions } from './session/session.js';
export type { SessionLock, SessionLockOptions } from './session/session-lock.js';
export type { ReauthorizationReason } from './session/session-record.js';
export type { SessionState } from './session/session-state.js';
export { sixMonthsMs } from './session/six-months.js';
export type { SessionChange } from './session/stored-session.js';
export type { StoredRecord, TokenStore } from './session/token-store.js';
export type { TransportOptions } from './transport/send.js';
export type { Sleep } from './transport/sleep.js';
export type { CallHooks, RequestFacts, ResponseFacts } from './web-api/call-hooks.js';
export { type CallLogger, logCalls } from './web-api/call-log.js';
export type { Call, CallPolicy, Explain } from './web-api/call-policy.js';
export type { CallWait } from './web-api/call-wait.js';
export type { ClientPolicyOptions } from './web-api/client-policy.js';
export type { Album, AlbumGroup, DiscographyAlbum, SavedAlbum, SimplifiedAlbum } from './web-api/contract/albums.js';
export type { Artist, SimplifiedArtist } from './web-api/contract/artists.js';
export type { AudioAnalysis, AudioFeatures, AudioSection, AudioSegment, TimeInterval } from './web-api/contract/audio-features.js';
export type { Audiobook, SavedAudiobook, SimplifiedAudiobook } from './web-api/contract/audiobooks.js';
export type { Category, FeaturedPlaylists, LocaleQuery } from './web-api/contract/browse.js';
export type { Chapter, SimplifiedChapter } from './web-api/contract/chapters.js';
export type { Episode, ResumePoint, SavedEpisode, SimplifiedEpisode } from './web-api/contract/episodes.js';
export type { LibraryQuery } from './web-api/contract/library.js';
export type {
  Copyright,
  ExternalIds,
  ExternalUrls,
  Followers,
  Image,
  Market,
  MarketQuery,
  ReleaseDatePrecision,
  Restriction,
} from './web-api/contract/object-parts.js';
export type { OperationName, Operations } from './web-api/contract/operations.js';
export type { CursorPage, Cursors, Page, PageQuery } from './web-api/contract/page.js';
export type {
  PlayableItem,
  PlaylistedEpisode,
  PlaylistedItem,
  PlaylistedLocalTrack,
  PlaylistedTrack,
} from './web-api/contract/playable-item.js';
export type {
  CurrentlyPlaying,
  Device,
  DeviceQuery,
  Disallows,
  PlaybackContext,
  PlaybackState,
  PlayerQuery,
  PlayHistory,
  PlayRequest,
  Queue,
  RepeatState,
} from './web-api/contract/player.js';
export type {
  AddItems,
  NewPlaylist,
  Playlist,
  PlaylistChanges,
  PlaylistItem,
  PlaylistItemsQuery,
  PlaylistItemsReference,
  PlaylistSnapshot,
  ReplaceOrMoveItems,
  SimplifiedPlaylist,
} from './web-api/contract/playlists.js';
export type {
  RecommendationSeed,
  Recommendations,
  RecommendationsQuery,
  TuneableAttribute,
  TuneableAttributes,
} from './web-api/contract/recommendations.js';
export type { SearchResult, SearchType } from './web-api/contract/search.js';
export type { SavedShow, Show, SimplifiedShow } from './web-api/contract/shows.js';
export type {
  LinkedTrack,
  LocalAlbum,
  LocalArtist,
  LocalTrack,
  SavedTrack,
  SimplifiedTrack,
  Track,
} from './web-api/contract/tracks.js';
export type {
  CurrentUser,
  FollowingQuery,
  PlaylistOwner,
  PublicUser,
  TimeRange,
  TopItemsQuery,
  UserReference,
} from './web-api/contract/users.js';
export type { ListOptions, Paged } from './web-api/paged.js';
export {
  createRateGate,
  type GateOptions,
  type LeaveGate,
  type RateGate,
  type RateGateOptions,
  type StoppableRateGate,
} from './web-api/rate-gate.js';
export type { AlbumsResource } from './web-api/resources/albums.js';
export type { ArtistsResource } from './web-api/resources/artists.js';
export type { AudioFeaturesResource } from './web-api/resources/audio-features.js';
export type { AudiobooksResource } from './web-api/resources/audiobooks.js';
export type { BrowseResource } from './web-api/resources/browse.js';
export type { ChaptersResource } from './web-api/resources/chapters.js';
export type { EpisodesResource } from './web-api/resources/episodes.js';
export type { FollowingResource } from './web-api/resources/following.js';
export type { LibraryResource } from './web-api/resources/library.js';
export type { MarketsResource } from './web-api/resources/markets.js';
export type { MeResource } from './web-api/resources/me.js';
export type { PlayerResource } from './web-api/resources/player.js';
export type { PlaylistsResource } from './web-api/resources/playlists.js';
export type { RecommendationsResource } from './web-api/resources/recommendations.js';
export type { FoundItem, FoundPages, Search } from './web-api/resources/search.js';
export type { ShowsResource } from './web-api/resources/shows.js';
export type { TracksResource } from './web-api/resources/tracks.js';
export type { UsersResource } from './web-api/resources/users.js';
export { createRetries, type RetryOptions } from './web-api/retries.js';
export { createSpotify, type Spotify, type SpotifyOptions } from './web-api/spotify.js';
export {
  parseSpotifyReference,
  type SpotifyReference,
  type SpotifyType,
  type SpotifyUri,
  type SpotifyUrl,
  toSpotifyId,
  toSpotifyUri,
  toSpotifyUrl,
} from './web-api/spotify-id.js';
export {
  type CallOptions,
  createSpotifyRequest,
  type OperationInput,
  type SpotifyRequest,
  type SpotifyRequestOptions,
} from './web-api/spotify-request.js';
