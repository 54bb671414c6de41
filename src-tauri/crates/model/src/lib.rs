//! The nouns of a configuration estate.
